#include "core/learning/optimiser.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/support/parallel.h"

namespace arcscope::core {
namespace {
constexpr std::size_t shareOfAStep = 65'536;  // numbers
}  // namespace

template <class T>
OptimizerState<T>::OptimizerState(const OptimizerChoice& choice, std::size_t size)
    : m_choice(choice),
      m_average(choice.kind == Optimizer::Sgd ? 0 : size),
      m_squares(choice.kind == Optimizer::Adam ? size : 0) {}

template <class T>
void OptimizerState<T>::apply(Parameters<T>& parameters, const T* more) {
  ++m_steps;
  const std::size_t shares = (parameters.size() + shareOfAStep - 1) / shareOfAStep;
  parallelFor(shares, [&](std::size_t share) {
    applyRange(parameters, more, share * shareOfAStep,
               std::min((share + 1) * shareOfAStep, parameters.size()));
  });
}

template <class T>
void OptimizerState<T>::applyRange(Parameters<T>& parameters, const T* more, std::size_t begin,
                                   std::size_t end) {
  const auto rate = static_cast<T>(m_choice.learningRate);
  const auto first = static_cast<T>(momentum);
  const auto other = static_cast<T>(second);
  const double steps = static_cast<double>(m_steps);
  const double spread = std::sqrt(1.0 - std::pow(second, steps));
  const auto adamRate = static_cast<T>(m_choice.learningRate * spread / (1.0 - std::pow(momentum, steps)));
  const auto floor = static_cast<T>(epsilon * spread);
  for (const ParameterGroup& group : parameters.groups()) {
    if (group.frozen || group.kind == ParameterGroup::Kind::State) continue;
    const std::size_t from = std::max(begin, group.begin);
    const std::size_t to = std::min(end, group.begin + group.count);
    if (from >= to) continue;
    const std::size_t count = to - from;
    T* const values = parameters.values(from);
    T* const gradients = parameters.gradients(from);
    if (more != nullptr)
      for (std::size_t i = 0; i < count; ++i) gradients[i] += more[from + i];
    if (group.kind == ParameterGroup::Kind::Weights && m_choice.weightDecay > 0.0) {
      const auto decay = static_cast<T>(m_choice.weightDecay);
      for (std::size_t i = 0; i < count; ++i) gradients[i] += decay * values[i];
    }
    switch (m_choice.kind) {
      case Optimizer::Sgd:
        for (std::size_t i = 0; i < count; ++i) values[i] -= rate * gradients[i];
        break;
      case Optimizer::Momentum: {
        T* const velocity = m_average.data() + from;
        for (std::size_t i = 0; i < count; ++i) {
          velocity[i] = first * velocity[i] + gradients[i];
          values[i] -= rate * velocity[i];
        }
        break;
      }
      case Optimizer::Adam: {
        T* const average = m_average.data() + from;
        T* const squares = m_squares.data() + from;
        for (std::size_t i = 0; i < count; ++i) {
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
