#include "core/learning/trajectory_regularisation.h"

#include <cmath>

namespace arcscope::core {

template <class T>
double polylineLength(const Block<T>& points, AlignedArray<T>& chords) {
  const int edges = points.columns() > 0 ? points.columns() - 1 : 0;
  chords.resize(static_cast<std::size_t>(edges));
  chords.fill(T(0));
  T* const sums = chords.data();
  for (int i = 0; i < points.rows(); ++i) {
    const T* const x = points.row(i);
    for (int j = 0; j < edges; ++j) sums[j] += (x[j + 1] - x[j]) * (x[j + 1] - x[j]);
  }
  double length = 0.0;
  for (T& chord : chords) {
    chord = std::sqrt(chord);
    length += static_cast<double>(chord);
  }
  return length;
}
template double polylineLength(const Block<float>&, AlignedArray<float>&);
template double polylineLength(const Block<double>&, AlignedArray<double>&);

template <class T>
TrajectoryRegularisation<T>::TrajectoryRegularisation(Parameters<T>& parameters, int units, double weight,
                                                      OriginalLength original, int layer)
    : m_units(units),
      m_weight(weight),
      m_original(original),
      m_lambda(parameters.add(1, ParameterGroup::Kind::Offsets, layer)),
      m_startLength(parameters.add(1, ParameterGroup::Kind::State, layer)) {}

template <class T>
void TrajectoryRegularisation<T>::infer(const Parameters<T>& parameters, const Block<T>& in,
                                        Block<T>& out) const {
  out.resize(m_units, in.columns());
  const T lambda = parameters.values(m_lambda)[0];
  const T* const x = in.data();
  T* const y = out.data();
  for (std::size_t i = 0; i < in.paddedCount(); ++i) y[i] = lambda * x[i];
}

template <class T>
void TrajectoryRegularisation<T>::forward(Parameters<T>& parameters, const Block<T>& in, Block<T>& out,
                                          BatchContext<T>& context) {
  infer(parameters, in, out);
  const double length = polylineLength(in, m_chords);
  T& startLength = parameters.values(m_startLength)[0];
  if (startLength == T(0)) startLength = static_cast<T>(length);
  const double original =
      m_original == OriginalLength::Input ? context.inputLength : static_cast<double>(startLength);
  m_added = original > 0.0 ? m_weight / original : 0.0;
  context.addedLoss += m_added * static_cast<double>(parameters.values(m_lambda)[0]) * length;
}

template <class T>
void TrajectoryRegularisation<T>::backward(Parameters<T>& parameters, const Block<T>& in,
                                           const Block<T>& gradient, Block<T>* inGradient, bool frozen) {
  const T lambda = parameters.values(m_lambda)[0];
  const int points = in.columns();
  if (!frozen) {
    double sum = 0.0;
    for (int i = 0; i < m_units; ++i) {
      const T* const x = in.row(i);
      const T* const above = gradient.row(i);
      T row = 0;
      for (int j = 0; j < points; ++j) row += x[j] * above[j];
      sum += static_cast<double>(row);
    }
    double length = 0.0;
    for (const T chord : m_chords) length += static_cast<double>(chord);
    parameters.gradients(m_lambda)[0] = static_cast<T>(sum + m_added * length);
  }
  if (inGradient == nullptr) return;
  inGradient->resize(m_units, points);
  // From here on an edge's factor: what its difference vector is multiplied with.
  AlignedArray<T> factors(m_chords.size());
  for (std::size_t j = 0; j < factors.size(); ++j)
    factors[j] = m_chords[j] > T(0) ? static_cast<T>(m_added) * lambda / m_chords[j] : T(0);
  for (int i = 0; i < m_units; ++i) {
    const T* const x = in.row(i);
    const T* const above = gradient.row(i);
    T* const below = inGradient->row(i);
    for (int j = 0; j < points; ++j) below[j] = lambda * above[j];
    for (int j = 0; j + 1 < points; ++j) {
      const T pull = factors[static_cast<std::size_t>(j)] * (x[j + 1] - x[j]);
      below[j] -= pull;
      below[j + 1] += pull;
    }
  }
}

template class TrajectoryRegularisation<float>;
template class TrajectoryRegularisation<double>;

}  // namespace arcscope::core
