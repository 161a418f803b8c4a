#include "ui/model/region_map.h"

#include <QCoreApplication>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "core/network/random_network.h"
#include "core/support/clock.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

struct MapText {
  Q_DECLARE_TR_FUNCTIONS(RegionMap)
};

/// Requests a stop when another one is requested or the time is over.
class Deadline {
 public:
  Deadline(const std::stop_token& outer, double seconds)
      : m_outer(outer, [this] { m_source.request_stop(); }) {
    if (seconds <= 0.0) return;
    m_timer = std::jthread([this, seconds](const std::stop_token& quit) {
      std::mutex mutex;
      std::condition_variable_any wake;
      std::unique_lock lock(mutex);
      wake.wait_for(lock, quit, std::chrono::duration<double>(seconds), [] { return false; });
      if (!quit.stop_requested()) m_source.request_stop();
    });
  }
  [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

 private:
  std::stop_source m_source;
  std::stop_callback<std::function<void()>> m_outer;
  std::jthread m_timer;
};

/// The first layers of the subject's network. The read-out of a network that is cut is its next layer's first
/// neuron; without a next layer there may be none.
core::Network firstLayers(const core::Subject& subject, int layers, bool readout,
                          const std::stop_token& stop) {
  if (!subject.loaded) {
    core::Setting cut = subject.setting;
    cut.depth = layers;
    if (!cut.widths.empty()) cut.widths.resize(static_cast<std::size_t>(layers));
    return core::drawNetwork(cut, readout ? 1 : 0, stop);
  }
  const core::Network& whole = subject.loaded->network;
  core::Network network{.activation = subject.setting.activation,
                        .layers = {whole.layers.begin(), whole.layers.begin() + layers},
                        .readout = std::nullopt};
  if (!readout) return network;
  if (layers == whole.depth())
    network.readout = whole.readout;
  else if (const core::Layer& next = whole.layers[static_cast<std::size_t>(layers)]; next.bias.size() > 0)
    network.readout = core::Layer{next.weights.topRows(1), next.bias.head(1)};
  return network;
}

/// Which class the network answers, where it answers any and all its layers stay within `limits`.
core::ClassParts classesOf(const RegionMap& map, const core::Plane& plane, const RegionLimits& limits,
                           core::RegionFinder& finder, const std::stop_token& stop) {
  const core::Subject& subject = map.request.subject;
  if (!map.request.classes || !subject.loaded || !subject.loaded->network.readout ||
      subject.loaded->network.readout->bias.size() < 2)
    return {};
  const core::Network& network = subject.loaded->network;
  if (map.regions.depth() == network.depth()) return core::classParts(network, plane, map.regions, stop);
  if (!map.complete()) return {};
  const Deadline deadline(stop, limits.seconds);
  core::PlaneRegions whole;
  finder.find(network, plane,
              {.rectangle = map.request.rectangle, .layers = network.depth(), .regionLimit = limits.regions},
              whole, deadline.token());
  return whole.end() == core::RegionsEnd::Complete ? core::classParts(network, plane, whole, stop)
                                                   : core::ClassParts{};
}

/// One sentence on the layers of level sets that are missing.
QString whyIncomplete(const core::LevelSets& sets) {
  const int missing = sets.layers + 1;
  if (sets.overflow)
    return MapText::tr("The numbers of layer %1 are beyond the range of double.").arg(missing);
  if (sets.limitMet)
    return MapText::tr("With layer %1 the lines have too many points: zoom in to see them.").arg(missing);
  if (sets.stopped)
    return MapText::tr("Layer %1 takes longer than a moment: choose fewer layers.").arg(missing);
  return {};
}

QString whyIncomplete(const core::PlaneRegions& regions, const RegionLimits& limits) {
  const int missing = regions.depth() + 1;
  switch (regions.end()) {
    case core::RegionsEnd::Complete:
      return {};
    case core::RegionsEnd::RegionLimit:
      return MapText::tr("With layer %1 there are more than %2 regions here: zoom in to see them.")
          .arg(missing)
          .arg(limits.regions);
    case core::RegionsEnd::ByteLimit:
      return MapText::tr("With layer %1 the regions would take too much memory: zoom in to see them.")
          .arg(missing);
    case core::RegionsEnd::Overflow:
      return MapText::tr("The numbers of layer %1 are beyond the range of double.").arg(missing);
    case core::RegionsEnd::Stopped:
      break;
  }
  return MapText::tr("Layer %1 takes longer than a moment: zoom in to see its regions.").arg(missing);
}

}  // namespace

bool sameMap(const RegionMapRequest& first, const RegionMapRequest& second) {
  return first.rectangle == second.rectangle && first.layers == second.layers &&
         first.readout == second.readout && first.classes == second.classes &&
         first.subject.loaded == second.subject.loaded && first.subject.plane == second.subject.plane &&
         core::unsampled(first.subject.setting) == core::unsampled(second.subject.setting);
}

RegionMapPtr computeRegionMap(const RegionMapRequest& request, const RegionLimits& limits,
                              core::RegionFinder& finder, const std::stop_token& stop) {
  const core::Clock::time_point begun = core::Clock::now();
  const core::Subject& subject = request.subject;
  const int depth = subject.setting.depth;
  const int asked = request.layers > 0 ? std::min(request.layers, depth) : depth;
  const int layers = limits.layers > 0 ? std::min(asked, limits.layers) : asked;
  auto map = std::make_shared<RegionMap>();
  map->request = request;
  const core::Plane plane = core::planeOf(subject);
  const auto done = [&]() -> RegionMapPtr {
    if (stop.stop_requested()) return nullptr;
    if (map->complete() && layers < asked)
      map->limit = MapText::tr("Layer %1 takes longer than a moment: zoom in to see more.").arg(layers + 1);
    map->seconds = core::secondsSince(begun);
    return map;
  };
  if (core::isConvolutional(subject)) {
    map->limit = MapText::tr("Regions of the plane are %1.").arg(coreText(core::convolutionalReason));
    return done();
  }
  if (!core::isPiecewiseLinear(subject.setting.activation)) {
    const Deadline deadline(stop, limits.seconds);
    map->levelSets = core::sampleLevelSets(
        firstLayers(subject, layers, false, deadline.token()), plane,
        {.rectangle = request.rectangle, .layers = layers, .cells = limits.cells}, deadline.token());
    map->limit = whyIncomplete(map->levelSets);
    return done();
  }
  const auto find = [&](int count, double seconds) {
    const Deadline deadline(stop, seconds);
    const core::Network network = firstLayers(subject, count, request.readout, deadline.token());
    const core::RegionRequest wanted{.rectangle = request.rectangle,
                                     .layers = count,
                                     .regionLimit = limits.regions,
                                     .readout = network.readout.has_value()};
    finder.find(network, plane, wanted, map->regions, deadline.token());
  };
  find(layers, limits.seconds);
  if (stop.stop_requested()) return nullptr;
  map->limit = whyIncomplete(map->regions, limits);

  const int found = map->regions.depth();
  if (request.readout && found > 0 && found < layers) find(found, 0.0);

  map->classes = classesOf(*map, plane, limits, finder, stop);
  if (found > 0) {
    const core::Network network = firstLayers(subject, found, false, stop);
    core::CurveTrace trace = core::traceCurve(network, plane, core::curveOf(subject.setting),
                                              {.maxPieces = limits.pieces, .patterns = false}, stop);
    map->crossingsKnown = trace.stop == core::TraceStop::None;
    if (map->crossingsKnown) map->crossings = std::move(trace.crossings);
  }
  return done();
}

}  // namespace arcscope::ui
