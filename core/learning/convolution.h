#pragma once
#include <vector>

#include "core/learning/training_layer.h"

namespace arcscope::core {

/// Units of a layer that lie on a grid: unit (channel * height + y) * width + x.
struct GridShape {
  int channels = 1;
  int height = 1;
  int width = 1;
  [[nodiscard]] int pixels() const { return height * width; }
  [[nodiscard]] int units() const { return channels * pixels(); }
  friend bool operator==(const GridShape&, const GridShape&) = default;
};

/// Convolution by `side` x `side` filters (odd), zeros beyond the edge, so that the picture keeps its size.
/// Weights [channels out x (channels in * side * side)], a row padded to whole cache lines.
/// Every pixel is a product of the weights with the rows of the input that lie around it: nothing is copied.
template <class T>
class Convolution : public TrainingLayer<T> {
 public:
  Convolution(Parameters<T>& parameters, GridShape in, int channels, int side, int layer);

  [[nodiscard]] GridShape shape() const { return m_out; }
  [[nodiscard]] int fanIn() const { return m_in.channels * m_side * m_side; }
  [[nodiscard]] std::size_t weights() const { return m_weights; }
  [[nodiscard]] std::size_t bias() const { return m_bias; }
  [[nodiscard]] int weightStride() const { return m_stride; }

  [[nodiscard]] int outputs() const override { return m_out.units(); }
  void infer(const Parameters<T>& parameters, const Block<T>& in, Block<T>& out) const override;
  void forward(Parameters<T>& parameters, const Block<T>& in, Block<T>& out, BatchContext<T>&) override;
  void backward(Parameters<T>& parameters, const Block<T>& in, const Block<T>& gradient, Block<T>* inGradient,
                bool frozen) override;

 private:
  /// Where the rows around each pixel begin: [pixels][channels * side * side]. `mirrored`: as the input's
  /// gradient reads the output's.
  [[nodiscard]] std::vector<std::ptrdiff_t> neighbours(int channels, std::ptrdiff_t stride,
                                                       std::ptrdiff_t zeroRow, bool mirrored) const;

  GridShape m_in, m_out;
  int m_side;
  int m_stride;
  std::size_t m_weights, m_bias;
  std::vector<std::ptrdiff_t> m_inRows, m_outRows;  // neighbours, for blocks of m_columnStride
  int m_columnStride = 0;
  AlignedArray<T> m_turned;  // weights [channels in x (channels out * side * side)]
};

/// The largest of each 2 x 2 pixels; an odd last row or column is left out.
template <class T>
class MaxPool : public TrainingLayer<T> {
 public:
  explicit MaxPool(GridShape in)
      : m_in(in), m_out{.channels = in.channels, .height = in.height / 2, .width = in.width / 2} {}

  [[nodiscard]] GridShape shape() const { return m_out; }
  [[nodiscard]] int outputs() const override { return m_out.units(); }
  void infer(const Parameters<T>&, const Block<T>& in, Block<T>& out) const override;
  void forward(Parameters<T>& parameters, const Block<T>& in, Block<T>& out, BatchContext<T>&) override;
  void backward(Parameters<T>&, const Block<T>& in, const Block<T>& gradient, Block<T>* inGradient,
                bool) override;

 private:
  /// The unit at the upper left of the four that output unit `unit` is the largest of.
  [[nodiscard]] int corner(int unit) const;

  GridShape m_in, m_out;
};

extern template class Convolution<float>;
extern template class Convolution<double>;
extern template class MaxPool<float>;
extern template class MaxPool<double>;

}  // namespace arcscope::core
