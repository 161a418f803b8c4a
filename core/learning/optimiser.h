#pragma once
#include <cstdint>

#include "core/learning/parameters.h"

namespace arcscope::core {

enum class Optimizer : std::uint8_t { Sgd, Momentum, Adam };

inline constexpr double adamLearningRate = 0.001;  ///< that adam starts with by default

struct OptimizerChoice {
  Optimizer kind = Optimizer::Momentum;
  double learningRate = 0.005;  ///< > 0
  double weightDecay = 0.0;     ///< >= 0: this times the weights is added to their gradient
  friend bool operator==(const OptimizerChoice&, const OptimizerChoice&) = default;
};

/// Plain gradient descent; with momentum 0.9; or Adam with decay rates 0.9 and 0.999 and epsilon 1e-8
/// (Kingma and Ba, 2015). Frozen and State groups stay as they are.
template <class T>
class OptimizerState {
 public:
  static constexpr double momentum = 0.9;
  static constexpr double second = 0.999;
  static constexpr double epsilon = 1e-8;

  OptimizerState() = default;
  OptimizerState(const OptimizerChoice& choice, std::size_t size);

  /// One step down `parameters`' gradients.
  /// @param more gradients in the same places that are added to them; null: none.
  void apply(Parameters<T>& parameters, const T* more = nullptr);

  [[nodiscard]] const OptimizerChoice& choice() const { return m_choice; }
  void setLearningRate(double rate) { m_choice.learningRate = rate; }

  // What a snapshot keeps:
  [[nodiscard]] std::int64_t steps() const { return m_steps; }
  [[nodiscard]] const std::vector<T>& averages() const { return m_average; }
  [[nodiscard]] const std::vector<T>& squares() const { return m_squares; }
  void restore(std::int64_t steps, std::vector<T> averages, std::vector<T> squares);

 private:
  void applyRange(Parameters<T>& parameters, const T* more, std::size_t begin, std::size_t end);

  OptimizerChoice m_choice;
  std::int64_t m_steps = 0;
  std::vector<T> m_average;  // momentum, Adam
  std::vector<T> m_squares;  // Adam
};

extern template class OptimizerState<float>;
extern template class OptimizerState<double>;

}  // namespace arcscope::core
