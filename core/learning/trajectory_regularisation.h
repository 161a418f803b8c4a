#pragma once
#include "core/learning/training_choice.h"
#include "core/learning/training_layer.h"

namespace arcscope::core {

/// Trajectory regularisation [R17]: y = lambda x with lambda learned, in training and afterwards, and
/// weight * lambda * (length / original length) added to the loss, where length is that of the polyline
/// through the mini-batch, in order, at this layer. The source can be read in two ways: the original length
/// is that of the same polyline at the network's input, or that of the first mini-batch at this layer.
/// Nothing keeps lambda positive: where the added loss pushes it below zero, it goes.
template <class T>
class TrajectoryRegularisation : public TrainingLayer<T> {
 public:
  TrajectoryRegularisation(Parameters<T>& parameters, int units, double weight, OriginalLength original,
                           int layer);

  [[nodiscard]] std::size_t lambda() const { return m_lambda; }  ///< where in the parameters
  [[nodiscard]] std::size_t startLength() const {
    return m_startLength;
  }  ///< of the first mini-batch; 0: none yet

  [[nodiscard]] int outputs() const override { return m_units; }
  void infer(const Parameters<T>& parameters, const Block<T>& in, Block<T>& out) const override;
  void forward(Parameters<T>& parameters, const Block<T>& in, Block<T>& out,
               BatchContext<T>& context) override;
  void backward(Parameters<T>& parameters, const Block<T>& in, const Block<T>& gradient, Block<T>* inGradient,
                bool frozen) override;

 private:
  int m_units;
  double m_weight;
  OriginalLength m_original;
  std::size_t m_lambda, m_startLength;
  AlignedArray<T> m_chords;  // lengths of the polyline's edges
  double m_added = 0.0;      // d addedLoss / d lambda
};

/// The edges of the polyline through the columns of `points`: chords[j] = |x_{j+1} - x_j|, columns - 1 of
/// them.
/// @return their sum.
template <class T>
double polylineLength(const Block<T>& points, AlignedArray<T>& chords);

extern template class TrajectoryRegularisation<float>;
extern template class TrajectoryRegularisation<double>;

}  // namespace arcscope::core
