#include "core/learning/batch_norm.h"

#include <cmath>

namespace arcscope::core {

template <class T>
BatchNorm<T>::BatchNorm(Parameters<T>& parameters, int units, int group, int layer)
    : m_units(units), m_group(group) {
  const auto count = static_cast<std::size_t>(channels());
  m_scale = parameters.add(count, ParameterGroup::Kind::Offsets, layer);
  m_shift = parameters.add(count, ParameterGroup::Kind::Offsets, layer);
  m_mean = parameters.add(count, ParameterGroup::Kind::State, layer);
  m_variance = parameters.add(count, ParameterGroup::Kind::State, layer);
}

template <class T>
void BatchNorm<T>::infer(const Parameters<T>& parameters, const Block<T>& in, Block<T>& out) const {
  out.resize(m_units, in.columns());
  for (int c = 0; c < channels(); ++c) {
    const T factor =
        parameters.values(m_scale)[c] / std::sqrt(parameters.values(m_variance)[c] + static_cast<T>(epsilon));
    const T offset = parameters.values(m_shift)[c] - factor * parameters.values(m_mean)[c];
    const T* const x = in.row(c * m_group);
    T* const y = out.row(c * m_group);
    const std::ptrdiff_t count = static_cast<std::ptrdiff_t>(m_group) * in.stride();
    for (std::ptrdiff_t i = 0; i < count; ++i) y[i] = x[i] * factor + offset;
  }
}

template <class T>
void BatchNorm<T>::forward(Parameters<T>& parameters, const Block<T>& in, Block<T>& out, BatchContext<T>&) {
  out.resize(m_units, in.columns());
  m_normalised.resize(m_units, in.columns());
  m_spread.resize(static_cast<std::size_t>(channels()));
  const int points = in.columns();
  const T count = static_cast<T>(points) * static_cast<T>(m_group);
  for (int c = 0; c < channels(); ++c) {
    T sum = 0;
    for (int g = 0; g < m_group; ++g) {
      const T* const x = in.row(c * m_group + g);
      for (int j = 0; j < points; ++j) sum += x[j];
    }
    const T mean = sum / count;
    T squares = 0;
    for (int g = 0; g < m_group; ++g) {
      const T* const x = in.row(c * m_group + g);
      for (int j = 0; j < points; ++j) squares += (x[j] - mean) * (x[j] - mean);
    }
    const T variance = squares / count;
    const T spread = T(1) / std::sqrt(variance + static_cast<T>(epsilon));
    m_spread[static_cast<std::size_t>(c)] = spread;
    const T scale = parameters.values(m_scale)[c];
    const T shift = parameters.values(m_shift)[c];
    const T* const x = in.row(c * m_group);
    T* const normalised = m_normalised.row(c * m_group);
    T* const y = out.row(c * m_group);
    const std::ptrdiff_t all = static_cast<std::ptrdiff_t>(m_group) * in.stride();
    for (std::ptrdiff_t i = 0; i < all; ++i) {
      normalised[i] = (x[i] - mean) * spread;
      y[i] = normalised[i] * scale + shift;
    }
    T& runningMean = parameters.values(m_mean)[c];
    T& runningVariance = parameters.values(m_variance)[c];
    const T unbiased = count > T(1) ? squares / (count - T(1)) : variance;
    runningMean += static_cast<T>(share) * (mean - runningMean);
    runningVariance += static_cast<T>(share) * (unbiased - runningVariance);
  }
}

template <class T>
void BatchNorm<T>::backward(Parameters<T>& parameters, const Block<T>& in, const Block<T>& gradient,
                            Block<T>* inGradient, bool frozen) {
  const int points = in.columns();
  const T count = static_cast<T>(points) * static_cast<T>(m_group);
  if (inGradient != nullptr) inGradient->resize(m_units, points);
  for (int c = 0; c < channels(); ++c) {
    T sum = 0;
    T along = 0;  // gradient times normalised input
    for (int g = 0; g < m_group; ++g) {
      const T* const above = gradient.row(c * m_group + g);
      const T* const normalised = m_normalised.row(c * m_group + g);
      for (int j = 0; j < points; ++j) {
        sum += above[j];
        along += above[j] * normalised[j];
      }
    }
    if (!frozen) {
      parameters.gradients(m_shift)[c] = sum;
      parameters.gradients(m_scale)[c] = along;
    }
    if (inGradient == nullptr) continue;
    const T factor = parameters.values(m_scale)[c] * m_spread[static_cast<std::size_t>(c)];
    const T meanAbove = sum / count;
    const T meanAlong = along / count;
    for (int g = 0; g < m_group; ++g) {
      const T* const above = gradient.row(c * m_group + g);
      const T* const normalised = m_normalised.row(c * m_group + g);
      T* const below = inGradient->row(c * m_group + g);
      for (int j = 0; j < points; ++j) below[j] = factor * (above[j] - meanAbove - normalised[j] * meanAlong);
    }
  }
}

template class BatchNorm<float>;
template class BatchNorm<double>;

}  // namespace arcscope::core
