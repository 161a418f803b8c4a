#include "core/learning/dense_layer.h"

namespace arcscope::core {

std::vector<std::ptrdiff_t> rowOffsets(int rows, int stride) {
  std::vector<std::ptrdiff_t> offsets(static_cast<std::size_t>(rows));
  for (std::size_t i = 0; i < offsets.size(); ++i) offsets[i] = static_cast<std::ptrdiff_t>(i) * stride;
  return offsets;
}

template <class T>
DenseLayer<T>::DenseLayer(Parameters<T>& parameters, int inputs, int outputs, int layer)
    : m_inputs(inputs),
      m_outputs(outputs),
      m_stride(Block<T>::paddedSize(inputs)),
      m_weights(parameters.add(static_cast<std::size_t>(outputs) * static_cast<std::size_t>(m_stride),
                               ParameterGroup::Kind::Weights, layer)),
      m_bias(parameters.add(static_cast<std::size_t>(outputs), ParameterGroup::Kind::Offsets, layer)) {}

template <class T>
void DenseLayer<T>::infer(const Parameters<T>& parameters, const Block<T>& in, Block<T>& out) const {
  out.resize(m_outputs, in.columns());
  const std::vector<std::ptrdiff_t> rows = rowOffsets(m_inputs, in.stride());
  kernel::trainingRoutines<T>().multiply({.a = parameters.values(m_weights),
                                          .aRow = m_stride,
                                          .b = in.data(),
                                          .bRows = rows.data(),
                                          .start = parameters.values(m_bias),
                                          .c = out.data(),
                                          .cRow = out.stride(),
                                          .rows = m_outputs,
                                          .inner = m_inputs,
                                          .columns = out.stride()});
}

template <class T>
void DenseLayer<T>::forward(Parameters<T>& parameters, const Block<T>& in, Block<T>& out, BatchContext<T>&) {
  infer(parameters, in, out);
}

template <class T>
void DenseLayer<T>::backward(Parameters<T>& parameters, const Block<T>& in, const Block<T>& gradient,
                             Block<T>* inGradient, bool frozen) {
  const kernel::TrainingRoutines<T>& routines = kernel::trainingRoutines<T>();
  if (!frozen) {
    T* const bias = parameters.gradients(m_bias);
    for (int i = 0; i < m_outputs; ++i) {
      const T* const row = gradient.row(i);
      T sum = 0;
      for (int j = 0; j < in.columns(); ++j) sum += row[j];
      bias[i] = sum;
    }
    m_turned.resize(in.columns(), m_inputs);
    routines.transpose(in.data(), in.stride(), m_inputs, in.columns(), m_turned.data(), m_turned.stride());
    if (m_turnedRows.size() != static_cast<std::size_t>(in.columns()))
      m_turnedRows = rowOffsets(in.columns(), m_turned.stride());
    routines.multiply({.a = gradient.data(),
                       .aRow = gradient.stride(),
                       .b = m_turned.data(),
                       .bRows = m_turnedRows.data(),
                       .c = parameters.gradients(m_weights),
                       .cRow = m_stride,
                       .rows = m_outputs,
                       .inner = in.columns(),
                       .columns = m_stride});
  }
  if (inGradient == nullptr) return;
  inGradient->resize(m_inputs, in.columns());
  m_gradientRows = rowOffsets(m_outputs, gradient.stride());
  routines.multiply({.a = parameters.values(m_weights),
                     .aRow = 1,
                     .aInner = m_stride,
                     .b = gradient.data(),
                     .bRows = m_gradientRows.data(),
                     .c = inGradient->data(),
                     .cRow = inGradient->stride(),
                     .rows = m_inputs,
                     .inner = m_outputs,
                     .columns = inGradient->stride()});
}

template class DenseLayer<float>;
template class DenseLayer<double>;

}  // namespace arcscope::core
