#include "core/learning/trainable_network.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/learning/activation_layer.h"
#include "core/learning/batch_norm.h"
#include "core/learning/convolution.h"
#include "core/learning/dense_layer.h"
#include "core/learning/trajectory_regularisation.h"
#include "core/network/random_network.h"

namespace arcscope::core {
namespace {
constexpr int filterSide = 3;
}  // namespace

template <class T>
TrainableNetwork<T>::TrainableNetwork(const NetworkPlan& plan, const TrainingChoice& choice)
    : m_plan(plan), m_placement(choice.placement), m_frozen(choice.frozen) {
  int inputs = plan.inputs;
  int number = 1;
  if (choice.architecture == Architecture::Convolutional) {
    GridShape shape{
        .channels = plan.image->channels, .height = plan.image->height, .width = plan.image->width};
    for (const int channels : choice.channels) {
      auto convolution = std::make_unique<Convolution<T>>(m_parameters, shape, channels, filterSide, number);
      m_layers.push_back({.layer = number,
                          .weights = convolution->weights(),
                          .bias = convolution->bias(),
                          .rows = channels,
                          .columns = convolution->fanIn(),
                          .stride = convolution->weightStride(),
                          .convolution = true});
      shape = convolution->shape();
      append(std::move(convolution), number);
      if (m_placement == Placement::BeforeActivation)
        appendNormalisation(choice, shape.units(), shape.pixels(), number);
      appendActivation(shape.units(), number);
      auto pool = std::make_unique<MaxPool<T>>(shape);
      shape = pool->shape();
      append(std::move(pool), number);
      m_steps.back().image = true;
      if (m_placement == Placement::AfterActivation)
        appendNormalisation(choice, shape.units(), shape.pixels(), number);
      ++number;
    }
    inputs = shape.units();
  }
  for (; number <= plan.depth(); ++number) {
    const int units = plan.units[static_cast<std::size_t>(number - 1)];
    appendDense(inputs, units, number);
    if (m_placement == Placement::BeforeActivation) appendNormalisation(choice, units, 1, number);
    appendActivation(units, number);
    m_steps.back().image = true;
    if (m_placement == Placement::AfterActivation) appendNormalisation(choice, units, 1, number);
    inputs = units;
  }
  appendDense(inputs, plan.classes, number);
  m_parameters.allocate();
  for (ParameterGroup& group : m_parameters.groups()) group.frozen = isFrozen(group.layer);
  while (m_lowest < m_steps.size() && isFrozen(m_steps[m_lowest].number)) ++m_lowest;
}

template <class T>
TrainableNetwork<T>::~TrainableNetwork() = default;
template <class T>
TrainableNetwork<T>::TrainableNetwork(TrainableNetwork&&) noexcept = default;

template <class T>
bool TrainableNetwork<T>::isFrozen(int number) const {
  return std::find(m_frozen.begin(), m_frozen.end(), number) != m_frozen.end();
}

template <class T>
void TrainableNetwork<T>::append(std::unique_ptr<TrainingLayer<T>> layer, int number) {
  m_steps.push_back(
      {.layer = std::move(layer), .number = number, .activation = false, .image = false, .out = {}});
}

template <class T>
void TrainableNetwork<T>::appendActivation(int units, int number) {
  append(std::make_unique<ActivationLayer<T>>(m_plan.activation, units), number);
  m_steps.back().activation = true;
}

template <class T>
void TrainableNetwork<T>::appendDense(int inputs, int outputs, int number) {
  auto dense = std::make_unique<DenseLayer<T>>(m_parameters, inputs, outputs, number);
  m_layers.push_back({.layer = number,
                      .weights = dense->weights(),
                      .bias = dense->bias(),
                      .rows = outputs,
                      .columns = inputs,
                      .stride = dense->weightStride()});
  append(std::move(dense), number);
}

template <class T>
void TrainableNetwork<T>::appendNormalisation(const TrainingChoice& choice, int units, int group,
                                              int number) {
  LayerParts& parts = m_layers.back();
  parts.normalisation = choice.normalisation;
  if (choice.normalisation == Normalisation::Batch) {
    auto norm = std::make_unique<BatchNorm<T>>(m_parameters, units, group, number);
    parts.scale = norm->scale();
    parts.shift = norm->shift();
    parts.mean = norm->mean();
    parts.variance = norm->variance();
    parts.channels = norm->channels();
    append(std::move(norm), number);
  } else if (choice.normalisation == Normalisation::Trajectory) {
    auto norm = std::make_unique<TrajectoryRegularisation<T>>(m_parameters, units, choice.regularisation,
                                                              choice.original, number);
    parts.scale = norm->lambda();
    parts.mean = norm->startLength();
    parts.channels = 1;
    append(std::move(norm), number);
  }
}

template <class T>
void TrainableNetwork<T>::draw(const Setting& setting) {
  std::fill_n(m_parameters.values(), m_parameters.size(), T(0));
  for (const LayerParts& parts : m_layers) {
    const Layer unit = drawUnitLayer(setting, parts.layer, parts.rows, parts.columns);
    for (int i = 0; i < parts.rows; ++i) {
      T* const row = m_parameters.values(parts.weights) + static_cast<std::ptrdiff_t>(i) * parts.stride;
      for (int j = 0; j < parts.columns; ++j) row[j] = static_cast<T>(setting.sigmaW * unit.weights(i, j));
      m_parameters.values(parts.bias)[i] = static_cast<T>(setting.sigmaB * unit.bias(i));
    }
    if (parts.normalisation == Normalisation::None) continue;
    std::fill_n(m_parameters.values(parts.scale), parts.channels, T(1));
    if (parts.normalisation == Normalisation::Batch)
      std::fill_n(m_parameters.values(parts.variance), parts.channels, T(1));
  }
}

template <class T>
void TrainableNetwork<T>::take(const NormalisedNetwork& normalised) {
  const Network& network = normalised.network;
  const auto put = [&](const Eigen::VectorXd& numbers, std::size_t begin) {
    for (Eigen::Index i = 0; i < numbers.size(); ++i)
      m_parameters.values(begin)[i] = static_cast<T>(numbers(i));
  };
  for (const LayerParts& parts : m_layers) {
    const bool hidden = parts.layer <= network.depth();
    if (!hidden && !network.readout) continue;
    const auto index = static_cast<std::size_t>(parts.layer - 1);
    const Layer& layer = hidden ? network.layers[index] : *network.readout;
    assert(layer.weights.rows() == parts.rows && layer.weights.cols() == parts.columns);
    for (int i = 0; i < parts.rows; ++i)
      put(layer.weights.row(i).transpose(),
          parts.weights + static_cast<std::size_t>(i) * static_cast<std::size_t>(parts.stride));
    put(layer.bias, parts.bias);
    if (index >= normalised.normalisations.size() || parts.normalisation == Normalisation::None) continue;
    const LayerNormalisation& own = normalised.normalisations[index];
    assert(own.kind == parts.normalisation);
    put(own.scale, parts.scale);
    if (own.kind != Normalisation::Batch) continue;
    put(own.shift, parts.shift);
    put(own.mean, parts.mean);
    put(own.variance, parts.variance);
  }
}

template <class T>
NormalisedNetwork TrainableNetwork<T>::normalisedNetwork() const {
  NormalisedNetwork result{
      .network = {.activation = m_plan.activation, .layers = {}, .readout = std::nullopt},
      .placement = m_placement,
      .normalisations = {}};
  const auto numbers = [&](std::size_t begin, int count) {
    Eigen::VectorXd vector(count);
    for (int i = 0; i < count; ++i) vector(i) = static_cast<double>(m_parameters.values(begin)[i]);
    return vector;
  };
  for (const LayerParts& parts : m_layers) {
    Layer layer{.weights = Eigen::MatrixXd(parts.rows, parts.columns),
                .bias = numbers(parts.bias, parts.rows)};
    for (int i = 0; i < parts.rows; ++i)
      layer.weights.row(i) =
          numbers(parts.weights + static_cast<std::size_t>(i) * static_cast<std::size_t>(parts.stride),
                  parts.columns)
              .transpose();
    if (parts.layer > m_plan.depth()) {
      result.network.readout = std::move(layer);
      continue;
    }
    result.network.layers.push_back(std::move(layer));
    LayerNormalisation normalisation{
        .kind = parts.normalisation, .scale = {}, .shift = {}, .mean = {}, .variance = {}};
    if (parts.normalisation != Normalisation::None)
      normalisation.scale = numbers(parts.scale, parts.channels);
    if (parts.normalisation == Normalisation::Batch) {
      normalisation.shift = numbers(parts.shift, parts.channels);
      normalisation.mean = numbers(parts.mean, parts.channels);
      normalisation.variance = numbers(parts.variance, parts.channels);
    }
    result.normalisations.push_back(std::move(normalisation));
  }
  return result;
}

template <class T>
void TrainableNetwork<T>::infer(const Block<T>& in, Block<T>& out, const Observe& image,
                                const Observe& preActivation) const {
  Block<T> buffers[2];
  const Block<T>* now = &in;
  for (std::size_t i = 0; i < m_steps.size(); ++i) {
    const Step& step = m_steps[i];
    Block<T>& next = i + 1 == m_steps.size() ? out : buffers[i % 2];
    if (preActivation && step.activation) preActivation(step.number, *now);
    step.layer->infer(m_parameters, *now, next);
    if (image && step.image) image(step.number, next);
    now = &next;
  }
}

template <class T>
const Block<T>& TrainableNetwork<T>::forward(const Block<T>& in) {
  m_context.addedLoss = 0.0;
  if (std::any_of(m_layers.begin(), m_layers.end(),
                  [](const LayerParts& parts) { return parts.normalisation == Normalisation::Trajectory; }))
    m_context.inputLength = polylineLength(in, m_chords);
  const Block<T>* now = &in;
  for (Step& step : m_steps) {
    step.layer->forward(m_parameters, *now, step.out, m_context);
    now = &step.out;
  }
  return *now;
}

template <class T>
void TrainableNetwork<T>::backward(const Block<T>& in, const Block<T>& outputGradient) {
  const Block<T>* gradient = &outputGradient;
  for (std::size_t i = m_steps.size(); i-- > m_lowest;) {
    const Block<T>& read = i > 0 ? m_steps[i - 1].out : in;
    Block<T>* const below = i > m_lowest ? &m_gradients[i % 2] : nullptr;
    m_steps[i].layer->backward(m_parameters, read, *gradient, below, isFrozen(m_steps[i].number));
    gradient = below;
  }
}

template class TrainableNetwork<float>;
template class TrainableNetwork<double>;

}  // namespace arcscope::core
