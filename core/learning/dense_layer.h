#pragma once
#include <vector>

#include "core/learning/training_layer.h"

namespace arcscope::core {

/// h = W z + b. W: row by row, each padded to whole cache lines.
template <class T>
class DenseLayer : public TrainingLayer<T> {
 public:
  DenseLayer(Parameters<T>& parameters, int inputs, int outputs, int layer);

  [[nodiscard]] int inputs() const { return m_inputs; }
  [[nodiscard]] int outputs() const override { return m_outputs; }
  [[nodiscard]] std::size_t weights() const { return m_weights; }  ///< where in the parameters
  [[nodiscard]] std::size_t bias() const { return m_bias; }
  [[nodiscard]] int weightStride() const { return m_stride; }  ///< from row to row

  void infer(const Parameters<T>& parameters, const Block<T>& in, Block<T>& out) const override;
  void forward(Parameters<T>& parameters, const Block<T>& in, Block<T>& out, BatchContext<T>&) override;
  void backward(Parameters<T>& parameters, const Block<T>& in, const Block<T>& gradient, Block<T>* inGradient,
                bool frozen) override;

 private:
  int m_inputs;
  int m_outputs;
  int m_stride;
  std::size_t m_weights;
  std::size_t m_bias;
  Block<T> m_turned;  // the input, a point a row
  std::vector<std::ptrdiff_t> m_gradientRows, m_turnedRows;
};

/// Multiples of `stride`: where the rows of a block begin.
[[nodiscard]] std::vector<std::ptrdiff_t> rowOffsets(int rows, int stride);

extern template class DenseLayer<float>;
extern template class DenseLayer<double>;

}  // namespace arcscope::core
