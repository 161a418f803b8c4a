#include "core/training/optimiser.h"

#include <cmath>
#include <utility>

namespace arcscope::core {

template <class T>
OptimizerState<T>::OptimizerState(const OptimizerChoice& choice, std::size_t size)
    : m_choice(choice),
      m_average(choice.kind == Optimizer::Sgd ? 0 : size),
      m_squares(choice.kind == Optimizer::Adam ? size : 0) {}

template <class T>
void OptimizerState<T>::apply(Parameters<T>& parameters) {
  ++m_steps;
  const auto rate = static_cast<T>(m_choice.learningRate);
  const auto first = static_cast<T>(momentum);
  const auto other = static_cast<T>(second);
  const double steps = static_cast<double>(m_steps);
  const auto adamRate = static_cast<T>(m_choice.learningRate * std::sqrt(1.0 - std::pow(second, steps)) /
                                       (1.0 - std::pow(momentum, steps)));
  const auto floor = static_cast<T>(epsilon * std::sqrt(1.0 - std::pow(second, steps)));
  for (const ParameterGroup& group : parameters.groups()) {
    if (group.frozen || group.kind == ParameterGroup::Kind::State) continue;
    T* const values = parameters.values(group.begin);
    T* const gradients = parameters.gradients(group.begin);
    if (group.kind == ParameterGroup::Kind::Weights && m_choice.weightDecay > 0.0) {
      const auto decay = static_cast<T>(m_choice.weightDecay);
      for (std::size_t i = 0; i < group.count; ++i) gradients[i] += decay * values[i];
    }
    switch (m_choice.kind) {
      case Optimizer::Sgd:
        for (std::size_t i = 0; i < group.count; ++i) values[i] -= rate * gradients[i];
        break;
      case Optimizer::Momentum: {
        T* const velocity = m_average.data() + group.begin;
        for (std::size_t i = 0; i < group.count; ++i) {
          velocity[i] = first * velocity[i] + gradients[i];
          values[i] -= rate * velocity[i];
        }
        break;
      }
      case Optimizer::Adam: {
        T* const average = m_average.data() + group.begin;
        T* const squares = m_squares.data() + group.begin;
        for (std::size_t i = 0; i < group.count; ++i) {
          average[i] += (T(1) - first) * (gradients[i] - average[i]);
          squares[i] += (T(1) - other) * (gradients[i] * gradients[i] - squares[i]);
          values[i] -= adamRate * average[i] / (std::sqrt(squares[i]) + floor);
        }
        break;
      }
    }
  }
}

template <class T>
void OptimizerState<T>::restore(std::int64_t steps, std::vector<T> averages, std::vector<T> squares) {
  m_steps = steps;
  m_average = std::move(averages);
  m_squares = std::move(squares);
}

template class OptimizerState<float>;
template class OptimizerState<double>;

}  // namespace arcscope::core
