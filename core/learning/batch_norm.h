#pragma once
#include "core/learning/training_layer.h"
#include "core/network/normalised_network.h"

namespace arcscope::core {

/// Batch normalisation (Ioffe and Szegedy, 2015): y = scale (x - mean) / sqrt(variance + 1e-5) + shift, where
/// mean and variance are those of the mini-batch in training and running averages afterwards (a tenth of the
/// new one a step; the variance unbiased, as PyTorch keeps it). One scale and shift a channel; a channel is
/// `group` units in a row: 1 in a fully connected network, the pixels of an image in a convolutional one.
template <class T>
class BatchNorm : public TrainingLayer<T> {
 public:
  static constexpr double epsilon = batchNormEpsilon;
  static constexpr double share = 0.1;  ///< of the new average in the running one

  BatchNorm(Parameters<T>& parameters, int units, int group, int layer);

  [[nodiscard]] int channels() const { return m_units / m_group; }
  // Where in the parameters, [channels] each:
  [[nodiscard]] std::size_t scale() const { return m_scale; }
  [[nodiscard]] std::size_t shift() const { return m_shift; }
  [[nodiscard]] std::size_t mean() const { return m_mean; }
  [[nodiscard]] std::size_t variance() const { return m_variance; }

  [[nodiscard]] int outputs() const override { return m_units; }
  void infer(const Parameters<T>& parameters, const Block<T>& in, Block<T>& out) const override;
  void forward(Parameters<T>& parameters, const Block<T>& in, Block<T>& out, BatchContext<T>&) override;
  void backward(Parameters<T>& parameters, const Block<T>& in, const Block<T>& gradient, Block<T>* inGradient,
                bool frozen) override;

 private:
  int m_units;
  int m_group;
  std::size_t m_scale, m_shift, m_mean, m_variance;
  Block<T> m_normalised;     // of the last forward()
  AlignedArray<T> m_spread;  // 1 / sqrt(variance + epsilon), [channels]
};

extern template class BatchNorm<float>;
extern template class BatchNorm<double>;

}  // namespace arcscope::core
