#pragma once
#include "core/learning/parameters.h"

namespace arcscope::core {

/// What the layers of one training step share.
template <class T>
struct BatchContext {
  double inputLength = 0.0;  ///< of the polyline through the mini-batch, in order, at the network's input
  double addedLoss = 0.0;    ///< what layers add to the loss
};

/// One step of a network's computation, on mini-batches whose column j is point j. Layers keep no numbers of
/// their own that are learned: those lie in the network's Parameters.
/// infer() may run on several threads at once; forward() and backward() belong to one.
template <class T>
class TrainingLayer {
 public:
  TrainingLayer() = default;
  TrainingLayer(const TrainingLayer&) = delete;
  TrainingLayer& operator=(const TrainingLayer&) = delete;
  virtual ~TrainingLayer() = default;

  [[nodiscard]] virtual int outputs() const = 0;  ///< rows of what it returns
  /// What the trained network computes. `out` gets its shape.
  virtual void infer(const Parameters<T>& parameters, const Block<T>& in, Block<T>& out) const = 0;
  /// The same in training: keeps what backward() needs and may change State groups.
  virtual void forward(Parameters<T>& parameters, const Block<T>& in, Block<T>& out,
                       BatchContext<T>& context) = 0;
  /// @param in what forward() read, `gradient` d loss / d out.
  /// @param inGradient gets d loss / d in; null: nobody needs it.
  /// Writes the gradients of its own parameters, unless `frozen`.
  virtual void backward(Parameters<T>& parameters, const Block<T>& in, const Block<T>& gradient,
                        Block<T>* inGradient, bool frozen) = 0;
};

}  // namespace arcscope::core
