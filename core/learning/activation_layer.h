#pragma once
#include "core/learning/training_layer.h"
#include "core/network/activation.h"

namespace arcscope::core {

/// z = phi(h), unit by unit.
template <class T>
class ActivationLayer : public TrainingLayer<T> {
 public:
  ActivationLayer(Activation activation, int units) : m_activation(activation), m_units(units) {}

  [[nodiscard]] int outputs() const override { return m_units; }
  void infer(const Parameters<T>&, const Block<T>& in, Block<T>& out) const override {
    Block<T> slope(in.rows(), in.columns());
    apply(in, out, slope);
  }
  void forward(Parameters<T>&, const Block<T>& in, Block<T>& out, BatchContext<T>&) override {
    m_slope.resize(in.rows(), in.columns());
    apply(in, out, m_slope);
  }
  void backward(Parameters<T>&, const Block<T>&, const Block<T>& gradient, Block<T>* inGradient,
                bool) override {
    if (inGradient == nullptr) return;
    inGradient->resize(gradient.rows(), gradient.columns());
    const T* const slope = m_slope.data();
    const T* const above = gradient.data();
    T* const below = inGradient->data();
    for (std::size_t i = 0; i < gradient.paddedCount(); ++i) below[i] = above[i] * slope[i];
  }

 private:
  void apply(const Block<T>& in, Block<T>& out, Block<T>& slope) const {
    out.resize(in.rows(), in.columns());
    kernel::trainingRoutines<T>().activate(m_activation, in.data(), out.data(), slope.data(),
                                           in.paddedCount());
  }

  Activation m_activation;
  int m_units;
  Block<T> m_slope;
};

}  // namespace arcscope::core
