#include "core/learning/convolution.h"

#include <algorithm>

namespace arcscope::core {

template <class T>
Convolution<T>::Convolution(Parameters<T>& parameters, GridShape in, int channels, int side, int layer)
    : m_in(in),
      m_out{.channels = channels, .height = in.height, .width = in.width},
      m_side(side),
      m_stride(Block<T>::paddedSize(fanIn())),
      m_weights(parameters.add(static_cast<std::size_t>(channels) * static_cast<std::size_t>(m_stride),
                               ParameterGroup::Kind::Weights, layer)),
      m_bias(parameters.add(static_cast<std::size_t>(channels), ParameterGroup::Kind::Offsets, layer)) {}

template <class T>
std::vector<std::ptrdiff_t> Convolution<T>::neighbours(int channels, std::ptrdiff_t stride,
                                                       std::ptrdiff_t zeroRow, bool mirrored) const {
  const int reach = m_side / 2;
  const int sign = mirrored ? -1 : 1;
  std::vector<std::ptrdiff_t> rows;
  rows.reserve(static_cast<std::size_t>(m_in.pixels()) *
               static_cast<std::size_t>(channels * m_side * m_side));
  for (int y = 0; y < m_in.height; ++y)
    for (int x = 0; x < m_in.width; ++x)
      for (int c = 0; c < channels; ++c)
        for (int dy = -reach; dy <= reach; ++dy)
          for (int dx = -reach; dx <= reach; ++dx) {
            const int atY = y + sign * dy;
            const int atX = x + sign * dx;
            const bool inside = atY >= 0 && atY < m_in.height && atX >= 0 && atX < m_in.width;
            rows.push_back(
                inside ? ((static_cast<std::ptrdiff_t>(c) * m_in.height + atY) * m_in.width + atX) * stride
                       : zeroRow);
          }
  return rows;
}

template <class T>
void Convolution<T>::infer(const Parameters<T>& parameters, const Block<T>& in, Block<T>& out) const {
  out.resize(m_out.units(), in.columns());
  std::vector<std::ptrdiff_t> own;
  if (in.stride() != m_columnStride) own = neighbours(m_in.channels, in.stride(), in.zeroRow(), false);
  const std::vector<std::ptrdiff_t>& rows = own.empty() ? m_inRows : own;
  for (int pixel = 0; pixel < m_out.pixels(); ++pixel)
    kernel::trainingRoutines<T>().multiply(
        {.a = parameters.values(m_weights),
         .aRow = m_stride,
         .b = in.data(),
         .bRows = rows.data() + static_cast<std::ptrdiff_t>(pixel) * fanIn(),
         .start = parameters.values(m_bias),
         .c = out.row(pixel),
         .cRow = static_cast<std::ptrdiff_t>(m_out.pixels()) * out.stride(),
         .rows = m_out.channels,
         .inner = fanIn(),
         .columns = out.stride()});
}

template <class T>
void Convolution<T>::forward(Parameters<T>& parameters, const Block<T>& in, Block<T>& out, BatchContext<T>&) {
  if (in.stride() != m_columnStride) {
    m_columnStride = in.stride();
    m_inRows = neighbours(m_in.channels, in.stride(), in.zeroRow(), false);
    m_outRows = neighbours(m_out.channels, in.stride(),
                           static_cast<std::ptrdiff_t>(m_out.units()) * in.stride(), true);
  }
  infer(parameters, in, out);
}

template <class T>
void Convolution<T>::backward(Parameters<T>& parameters, const Block<T>& in, const Block<T>& gradient,
                              Block<T>* inGradient, bool frozen) {
  const kernel::TrainingRoutines<T>& routines = kernel::trainingRoutines<T>();
  const int pixels = m_out.pixels();
  const int taps = m_side * m_side;
  if (!frozen) {
    T* const bias = parameters.gradients(m_bias);
    for (int c = 0; c < m_out.channels; ++c) {
      T sum = 0;
      for (int pixel = 0; pixel < pixels; ++pixel) {
        const T* const row = gradient.row(c * pixels + pixel);
        for (int j = 0; j < in.columns(); ++j) sum += row[j];
      }
      bias[c] = sum;
    }
    T* const weights = parameters.gradients(m_weights);
    std::fill_n(weights, static_cast<std::size_t>(m_out.channels) * static_cast<std::size_t>(m_stride), T(0));
    std::vector<std::ptrdiff_t> pixelRows(static_cast<std::size_t>(pixels));
    for (std::size_t i = 0; i < pixelRows.size(); ++i)
      pixelRows[i] = static_cast<std::ptrdiff_t>(i) * gradient.stride();
    routines.correlate({.a = gradient.data(),
                        .aRow = static_cast<std::ptrdiff_t>(pixels) * gradient.stride(),
                        .aSamples = pixelRows.data(),
                        .b = in.data(),
                        .bRows = m_inRows.data(),
                        .c = weights,
                        .cRow = m_stride,
                        .rows = m_out.channels,
                        .inner = fanIn(),
                        .samples = pixels,
                        .columns = in.stride()});
  }
  if (inGradient == nullptr) return;
  inGradient->resize(m_in.units(), in.columns());
  const int fanOut = m_out.channels * taps;
  const int turnedStride = Block<T>::paddedSize(fanOut);
  m_turned.resize(static_cast<std::size_t>(m_in.channels) * static_cast<std::size_t>(turnedStride));
  for (int from = 0; from < m_in.channels; ++from)
    for (int to = 0; to < m_out.channels; ++to)
      for (int tap = 0; tap < taps; ++tap)
        m_turned[static_cast<std::size_t>(from) * static_cast<std::size_t>(turnedStride) +
                 static_cast<std::size_t>(to * taps + tap)] =
            parameters.values(m_weights)[static_cast<std::ptrdiff_t>(to) * m_stride + from * taps + tap];
  for (int pixel = 0; pixel < pixels; ++pixel)
    routines.multiply({.a = m_turned.data(),
                       .aRow = turnedStride,
                       .b = gradient.data(),
                       .bRows = m_outRows.data() + static_cast<std::ptrdiff_t>(pixel) * fanOut,
                       .c = inGradient->row(pixel),
                       .cRow = static_cast<std::ptrdiff_t>(pixels) * inGradient->stride(),
                       .rows = m_in.channels,
                       .inner = fanOut,
                       .columns = inGradient->stride()});
}

template <class T>
int MaxPool<T>::corner(int unit) const {
  const int x = unit % m_out.width;
  const int y = unit / m_out.width % m_out.height;
  const int channel = unit / m_out.pixels();
  return (channel * m_in.height + 2 * y) * m_in.width + 2 * x;
}

template <class T>
void MaxPool<T>::infer(const Parameters<T>&, const Block<T>& in, Block<T>& out) const {
  out.resize(m_out.units(), in.columns());
  for (int unit = 0; unit < m_out.units(); ++unit) {
    const T* const a = in.row(corner(unit));
    const T* const b = a + in.stride();
    const T* const c = in.row(corner(unit) + m_in.width);
    const T* const d = c + in.stride();
    T* const to = out.row(unit);
    for (int j = 0; j < in.stride(); ++j) to[j] = std::max(std::max(a[j], b[j]), std::max(c[j], d[j]));
  }
}

template <class T>
void MaxPool<T>::forward(Parameters<T>& parameters, const Block<T>& in, Block<T>& out, BatchContext<T>&) {
  infer(parameters, in, out);
}

/// Of equal ones the first takes the gradient.
template <class T>
void MaxPool<T>::backward(Parameters<T>&, const Block<T>& in, const Block<T>& gradient, Block<T>* inGradient,
                          bool) {
  if (inGradient == nullptr) return;
  inGradient->resize(m_in.units(), in.columns());
  inGradient->fill(T(0));
  for (int unit = 0; unit < m_out.units(); ++unit) {
    const int units[4] = {corner(unit), corner(unit) + 1, corner(unit) + m_in.width,
                          corner(unit) + m_in.width + 1};
    const T* from[4];
    T* to[4];
    for (int i = 0; i < 4; ++i) {
      from[i] = in.row(units[i]);
      to[i] = inGradient->row(units[i]);
    }
    const T* const above = gradient.row(unit);
    for (int j = 0; j < in.columns(); ++j) {
      int largest = 0;
      for (int i = 1; i < 4; ++i)
        if (from[i][j] > from[largest][j]) largest = i;
      to[largest][j] = above[j];
    }
  }
}

template class Convolution<float>;
template class Convolution<double>;
template class MaxPool<float>;
template class MaxPool<double>;

}  // namespace arcscope::core
