#pragma once
#include <functional>
#include <memory>
#include <span>

#include "core/learning/training_choice.h"
#include "core/learning/training_layer.h"
#include "core/network/network.h"

namespace arcscope::core {

/// A network whose numbers change: hidden layers with their normalisation and a linear read-out. The float
/// one trains, the double one is for tests. Shapes of blocks: [units x points].
template <class T>
class TrainableNetwork {
 public:
  TrainableNetwork(const NetworkPlan& plan, const TrainingChoice& choice);
  ~TrainableNetwork();
  TrainableNetwork(TrainableNetwork&&) noexcept;

  [[nodiscard]] const NetworkPlan& plan() const { return m_plan; }
  [[nodiscard]] Parameters<T>& parameters() { return m_parameters; }
  [[nodiscard]] const Parameters<T>& parameters() const { return m_parameters; }

  /// The draw of `setting`: weights of layer d as its network has them (a convolution's row of weights as one
  /// neuron's), the read-out as layer depth + 1; normalisations at their start.
  void draw(const Setting& setting);
  /// Takes the layers of `normalised`, read-out included where it has one (else it keeps its own).
  /// Without normalisations in it, those of this network stay as they are.
  /// @pre networks of the same shapes, and of the same normalisation where it has some.
  void take(const NormalisedNetwork& normalised);
  /// What it computes, in double; a convolution as one row of weights a channel.
  [[nodiscard]] NormalisedNetwork normalisedNetwork() const;
  /// The network that this one computes, in double: normalisation goes into weights and biases, exactly as
  /// infer() would apply it. Dense only. Images of its layers are the z that the activation returns.
  [[nodiscard]] Network network() const { return folded(normalisedNetwork()); }

  using Observe = std::function<void(int layer, const Block<T>& image)>;
  /// Outputs of the read-out. `image` sees z of each hidden layer (after pooling, before a normalisation
  /// that follows the activation), `preActivation` before it the h that its activation reads (of a block of
  /// convolution and pooling: before pooling). May run on several threads at once.
  void infer(const Block<T>& in, Block<T>& out, const Observe& image = {},
             const Observe& preActivation = {}) const;

  /// One pass in training: batch statistics, what backward() needs. The outputs, valid until the next pass.
  const Block<T>& forward(const Block<T>& in);
  /// What normalisation added to the loss in the last forward().
  [[nodiscard]] double addedLoss() const { return m_context.addedLoss; }
  /// Gradients of all groups that learn, from d loss / d outputs.
  void backward(const Block<T>& in, const Block<T>& outputGradient);

  /// One layer of a normalisation's numbers, for files.
  struct LayerParts {
    int layer = 1;
    std::size_t weights = 0, bias = 0;  ///< in the parameters
    int rows = 0, columns = 0, stride = 0;
    Normalisation normalisation = Normalisation::None;
    std::size_t scale = 0, shift = 0, mean = 0,
                variance = 0;  ///< Batch, [channels]; Trajectory: scale is lambda
    int channels = 0;
    bool convolution = false;
  };
  [[nodiscard]] const std::vector<LayerParts>& layers() const { return m_layers; }  ///< the read-out last

 private:
  struct Step {
    std::unique_ptr<TrainingLayer<T>> layer;
    int number = 1;           // of the network's layer that it belongs to
    bool activation = false;  // it is that layer's activation
    bool image = false;       // what it returns is the image of that layer
    Block<T> out;
  };
  void append(std::unique_ptr<TrainingLayer<T>> layer, int number);
  void appendActivation(int units, int number);
  void appendNormalisation(const TrainingChoice& choice, int units, int group, int number);
  void appendDense(int inputs, int outputs, int number);
  [[nodiscard]] bool isFrozen(int number) const;

  NetworkPlan m_plan;
  Placement m_placement;
  std::vector<int> m_frozen;
  Parameters<T> m_parameters;
  std::vector<Step> m_steps;
  std::vector<LayerParts> m_layers;
  std::size_t m_lowest = 0;  // step below which nothing learns
  BatchContext<T> m_context;
  AlignedArray<T> m_chords;
  Block<T> m_gradients[2];
};

extern template class TrainableNetwork<float>;
extern template class TrainableNetwork<double>;

}  // namespace arcscope::core
