#include "core/trajectory/sweep.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>

#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

using kernel::lags;
using kernel::tilePoints;
using kernel::tileWords;
constexpr std::size_t edgePoints = 4;  ///< of each end of a tile, the longest lag
constexpr double macsPerPoll = 3e7;    ///< multiplications between two looks at the stop token
constexpr int chunkPanels = 4;         ///< panels that a task takes when a tile is shared out by neurons

template <class T>
struct Tile {
  int index;
  int points;
  int blocks;
};

/// Accumulators and lists of one task.
template <class T>
struct Sums {
  alignas(64) T chords[lags * tilePoints];
  alignas(64) T squares[tilePoints];
  std::vector<std::uint8_t> moved;
  AlignedArray<T> firstH, lastH;
  AlignedArray<std::int32_t> inputs;
  void reset(int rows) {
    std::fill(std::begin(chords), std::end(chords), T(0));
    std::fill(std::begin(squares), std::end(squares), T(0));
    moved.assign(static_cast<std::size_t>(rows), 0);
    firstH.resize(static_cast<std::size_t>(rows));
    lastH.resize(static_cast<std::size_t>(rows));
  }
};

/// What the parts of a sweep share.
template <class T>
class Sweeper {
 public:
  Sweeper(const SweepOptions& options, int points)
      : m_options(options), m_routines(kernel::routines<T>(options.instructionSet)), m_points(points) {}

  [[nodiscard]] int tiles() const { return static_cast<int>(tilesOf(m_points)); }
  [[nodiscard]] int points() const { return m_points; }
  [[nodiscard]] Tile<T> tile(int index) const {
    const int points = std::min(tilePoints, m_points - index * tilePoints);
    return {index, points, (points + m_routines.blockPoints - 1) / m_routines.blockPoints};
  }
  [[nodiscard]] int panels(int rows) const {
    return (rows + m_routines.panelRows - 1) / m_routines.panelRows;
  }

  /// (1, a, b) of the tile's points; the last one fills up the last block.
  void fillInput(const Tile<T>& tile, const Eigen::Matrix2Xd& inPlane, T* in) const {
    const int width = m_routines.blockPoints;
    for (int block = 0; block < tile.blocks; ++block) {
      T* const ones = in + static_cast<std::ptrdiff_t>(block) * 3 * width;
      for (int i = 0; i < width; ++i) {
        const Eigen::Index j = tile.index * tilePoints + std::min(block * width + i, tile.points - 1);
        ones[i] = T(1);
        ones[width + i] = static_cast<T>(inPlane(0, j));
        ones[2 * width + i] = static_cast<T>(inPlane(1, j));
      }
    }
  }

  void prepare(SweptLayer& layer, int d, int width, const ImageSource& images) const {
    layer.width = width;
    layer.image = images ? images(d, width) : nullptr;
    const auto rows = static_cast<std::size_t>(width);
    layer.planes.resize(static_cast<std::size_t>(tiles()) * planes() * rows * tileWords);
    for (int l = 0; l < lags; ++l)
      layer.chords[static_cast<std::size_t>(l)].assign(
          m_options.allLags || l == 0 ? static_cast<std::size_t>(m_points) : 0, 0.0);
    layer.squares.assign(static_cast<std::size_t>(m_points), 0.0);
    layer.edges.resize(static_cast<std::size_t>(tiles()) * 2 * edgePoints * rows);
    layer.moved.assign(rows, 0);
    layer.firstH.assign(rows, 0.0);
    layer.lastH.assign(rows, 0.0);
  }

  [[nodiscard]] kernel::TileLayer<T> job(const Tile<T>& tile, const PackedLayer<T>& layer, const T* in,
                                         const std::int32_t* inputs, T* out, SweptLayer& result,
                                         Sums<T>& sums) const {
    sums.reset(layer.rows);
    kernel::TileLayer<T> job;
    job.weights = layer.weights.data();
    job.panelStride = static_cast<std::size_t>(m_routines.panelRows) * static_cast<std::size_t>(layer.cols);
    job.bias = layer.bias.data();
    job.rows = layer.rows;
    job.cols = layer.cols;
    job.weightScale = static_cast<T>(m_options.sigmaW);
    job.biasScale = static_cast<T>(m_options.sigmaB);
    job.activation = m_options.activation;
    job.in = in;
    job.inputs = inputs;
    job.out = out;
    job.blocks = tile.blocks;
    job.points = tile.points;
    if (result.image) {
      job.image = result.image->data() + tile.index * tilePoints;
      job.imageStride = result.image->cols();
    }
    job.imageOfH = m_options.imageOfH;
    job.planes = result.planes.data() + static_cast<std::size_t>(tile.index) * planeWords(layer.rows);
    job.chords = sums.chords;
    job.allLags = m_options.allLags;
    job.squares = sums.squares;
    job.moved = sums.moved.data();
    if (tile.index == 0) job.firstH = sums.firstH.data();
    if (tile.index == tiles() - 1) job.lastH = sums.lastH.data();
    return job;
  }
  void clearPlanes(const Tile<T>& tile, int rows, SweptLayer& result) const {
    std::uint64_t* const begin =
        result.planes.data() + static_cast<std::size_t>(tile.index) * planeWords(rows);
    std::fill(begin, begin + planeWords(rows), 0);
  }

  /// The list that leaves out the inputs that stay, in `memory`; null where few would.
  [[nodiscard]] const std::int32_t* sortedInputs(const Tile<T>& tile, const PackedLayer<T>& layer,
                                                 const T* in, AlignedArray<std::int32_t>& memory) const {
    static const bool off = std::getenv("DENSE") != nullptr;
    if (off || !kernel::staysOften(m_options.activation)) return nullptr;
    memory.resize(static_cast<std::size_t>(tile.blocks) *
                  static_cast<std::size_t>(kernel::inputsHeader + layer.cols));
    m_routines.sortInputs(in, layer.cols, tile.blocks, memory.data());
    return memory.data();
  }

  /// Applies panels of a job and polls. False when stopped.
  [[nodiscard]] bool apply(const kernel::TileLayer<T>& job, int panelBegin, int panelEnd,
                           const std::stop_token& stop) const {
    const double macs = static_cast<double>(job.cols) * m_routines.panelRows * tilePoints;
    const int step = std::max(1, static_cast<int>(macsPerPoll / macs));
    for (int panel = panelBegin; panel < panelEnd; panel += step) {
      if (stop.stop_requested()) return false;
      const int end = std::min(panelEnd, panel + step);
      if (m_options.multiplications)
        *m_options.multiplications +=
            static_cast<std::int64_t>(job.cols) * (end - panel) * m_routines.panelRows * job.points;
      m_routines.apply(job, panel, end);
    }
    return true;
  }

  /// [edgePoints][width] z of a tile's first points or, with `which` = 1, of its last ones.
  [[nodiscard]] double* edgeOf(SweptLayer& layer, int tile, int which) const {
    return layer.edges.data() +
           static_cast<std::size_t>(2 * tile + which) * edgePoints * static_cast<std::size_t>(layer.width);
  }

  /// Hands on what a finished tile leaves: squared chords (still without those across the tile's beginning),
  /// edges.
  void finishTile(const Tile<T>& tile, const T* out, std::span<Sums<T>* const> parts,
                  SweptLayer& result) const {
    const auto rows = static_cast<std::size_t>(result.width);
    const std::ptrdiff_t begin = tile.index * tilePoints;
    const auto addTo = [&](std::vector<double>& sums, const T* add, int first) {
      double* const to = sums.data() + begin;
      for (int j = first; j < tile.points; ++j) to[j] += static_cast<double>(add[j]);
    };
    for (const Sums<T>* part : parts) {
      addTo(result.squares, part->squares, 0);
      for (int l = 0; l < (m_options.allLags ? lags : 1); ++l)
        addTo(result.chords[static_cast<std::size_t>(l)], part->chords + l * tilePoints, kernel::lagOf[l]);
    }
    // Of a single lag only the outermost points are read again.
    const auto copyEdge = [&](int which, const T* from, std::size_t outermost) {
      double* const edges = edgeOf(result, tile.index, which);
      const std::size_t first = m_options.allLags ? 0 : outermost;
      const std::size_t end = m_options.allLags ? edgePoints : outermost + 1;
      for (std::size_t e = first; e < end; ++e)
        for (std::size_t i = 0; i < rows; ++i)
          edges[e * rows + i] =
              static_cast<double>(from[i * static_cast<std::size_t>(m_routines.blockPoints) + e]);
    };
    copyEdge(0, out, 0);
    const std::ptrdiff_t lastBlock = (tilePoints / m_routines.blockPoints - 1) * m_routines.blockPoints;
    if (tile.points == tilePoints)  // no other tile has one after it
      copyEdge(
          1,
          out + lastBlock * result.width + m_routines.blockPoints - static_cast<std::ptrdiff_t>(edgePoints),
          edgePoints - 1);
  }
  void finishRows(const Tile<T>& tile, const Sums<T>& sums, int rowBegin, int rowEnd,
                  SweptLayer& result) const {
    for (auto i = static_cast<std::size_t>(rowBegin); i < static_cast<std::size_t>(rowEnd); ++i) {
      // Written once: the line is shared with other processors.
      const std::atomic_ref moved(result.moved[i]);
      if (sums.moved[i] && !moved.load(std::memory_order_relaxed)) moved.store(1, std::memory_order_relaxed);
      if (tile.index == 0) result.firstH[i] = static_cast<double>(sums.firstH[i]);
      if (tile.index == tiles() - 1) result.lastH[i] = static_cast<double>(sums.lastH[i]);
    }
  }

  /// When all tiles are done: chords across tiles, roots, averages.
  void finishLayer(SweptLayer& result) const {
    const auto rows = static_cast<std::size_t>(result.width);
    const auto values = [&](int tile, int which, std::size_t e) {
      return Eigen::Map<const Eigen::ArrayXd>(edgeOf(result, tile, which) + e * rows, result.width);
    };
    const auto first = values(0, 0, 0);
    for (int t = 1; t < tiles(); ++t) {
      for (int l = 0; l < (m_options.allLags ? lags : 1); ++l) {
        const auto lag = static_cast<std::size_t>(kernel::lagOf[l]);
        double* const chords = result.chords[static_cast<std::size_t>(l)].data() + t * tilePoints;
        for (std::size_t j = 0; j < std::min(lag, static_cast<std::size_t>(tile(t).points)); ++j)
          chords[j] = (values(t, 0, j) - values(t - 1, 1, edgePoints - lag + j)).square().sum();
      }
      const auto now = values(t, 0, 0);
      for (std::size_t i = 0; i < rows; ++i)
        if (now[static_cast<Eigen::Index>(i)] != first[static_cast<Eigen::Index>(i)]) result.moved[i] = 1;
    }
    for (auto& chords : result.chords)
      for (double& chord : chords) chord = std::sqrt(chord);
    double sum = 0.0;
    for (const double square : result.squares) sum += square;
    result.meanSquare = sum / static_cast<double>(m_points) / static_cast<double>(rows);
    result.constantNeurons = std::count(result.moved.begin(), result.moved.end(), 0);
  }

  [[nodiscard]] std::size_t planes() const {
    return static_cast<std::size_t>(kernel::planesOf(m_options.activation));
  }
  [[nodiscard]] std::size_t planeWords(int rows) const {
    return planes() * static_cast<std::size_t>(rows) * tileWords;
  }
  [[nodiscard]] std::size_t tileSize(int rows) const { return static_cast<std::size_t>(rows) * tilePoints; }

  /// One layer of one tile, shared out by neurons.
  [[nodiscard]] bool applyShared(const Tile<T>& tile, const PackedLayer<T>& layer, const T* in, T* out,
                                 SweptLayer& result, const std::stop_token& stop) const {
    const int chunks = (panels(layer.rows) + chunkPanels - 1) / chunkPanels;
    std::vector<Sums<T>> sums(static_cast<std::size_t>(chunks));
    AlignedArray<std::int32_t> memory;
    const std::int32_t* const inputs = sortedInputs(tile, layer, in, memory);
    clearPlanes(tile, layer.rows, result);
    parallelFor(static_cast<std::size_t>(chunks), [&](std::size_t chunk) {
      const int begin = static_cast<int>(chunk) * chunkPanels;
      const int end = std::min(panels(layer.rows), begin + chunkPanels);
      if (!apply(job(tile, layer, in, inputs, out, result, sums[chunk]), begin, end, stop)) return;
      finishRows(tile, sums[chunk], begin * m_routines.panelRows,
                 std::min(layer.rows, end * m_routines.panelRows), result);
    });
    if (stop.stop_requested()) return false;
    std::vector<Sums<T>*> parts;
    for (Sums<T>& part : sums) parts.push_back(&part);
    finishTile(tile, out, parts, result);
    return true;
  }

  /// One layer of one tile on the calling thread.
  [[nodiscard]] bool applyWhole(const Tile<T>& tile, const PackedLayer<T>& layer, const T* in, T* out,
                                Sums<T>& sums, SweptLayer& result, const std::stop_token& stop) const {
    clearPlanes(tile, layer.rows, result);
    const std::int32_t* const inputs = sortedInputs(tile, layer, in, sums.inputs);
    if (!apply(job(tile, layer, in, inputs, out, result, sums), 0, panels(layer.rows), stop)) return false;
    finishRows(tile, sums, 0, layer.rows, result);
    Sums<T>* const part = &sums;
    finishTile(tile, out, {&part, 1}, result);
    return true;
  }

 private:
  SweepOptions m_options;
  const kernel::Routines<T>& m_routines;
  int m_points;
};

/// Whether a tile's neurons are shared out: too few tiles to go round, and layers wide enough to be worth it.
bool isShared(int tiles, int widest) {
  return tiles < 6 && widest >= 256;
}

/// Two tiles of numbers and the sums of one task, kept from one tile to the next.
template <class T>
struct Workspace {
  AlignedArray<T> in, out;
  Sums<T> sums;
};
template <class T>
class Workspaces {
 public:
  [[nodiscard]] std::unique_ptr<Workspace<T>> take() {
    const std::lock_guard lock(m_mutex);
    if (m_free.empty()) return std::make_unique<Workspace<T>>();
    auto one = std::move(m_free.back());
    m_free.pop_back();
    return one;
  }
  void giveBack(std::unique_ptr<Workspace<T>> one) {
    const std::lock_guard lock(m_mutex);
    m_free.push_back(std::move(one));
  }

 private:
  std::mutex m_mutex;
  std::vector<std::unique_ptr<Workspace<T>>> m_free;
};

}  // namespace

template <class T>
bool sweep(std::span<const PackedLayer<T>* const> layers, const Eigen::Matrix2Xd& inPlane,
           const SweepOptions& options, const ImageSource& images, std::vector<SweptLayer>& result,
           const std::stop_token& stop) {
  const Sweeper<T> sweeper(options, static_cast<int>(inPlane.cols()));
  int widest = 3;
  for (const auto* layer : layers) widest = std::max(widest, layer->rows);
  result.resize(layers.size());
  for (std::size_t d = 0; d < layers.size(); ++d)
    sweeper.prepare(result[d], static_cast<int>(d), layers[d]->rows, images);

  Workspaces<T> workspaces;
  const auto takeTile = [&](int index, bool shared) {
    auto space = workspaces.take();
    space->in.resize(sweeper.tileSize(widest));
    space->out.resize(sweeper.tileSize(widest));
    const Tile<T> tile = sweeper.tile(index);
    sweeper.fillInput(tile, inPlane, space->in.data());
    T* in = space->in.data();
    T* out = space->out.data();
    for (std::size_t d = 0; d < layers.size(); ++d) {
      const bool done = shared ? sweeper.applyShared(tile, *layers[d], in, out, result[d], stop)
                               : sweeper.applyWhole(tile, *layers[d], in, out, space->sums, result[d], stop);
      if (!done) break;
      std::swap(in, out);
    }
    workspaces.giveBack(std::move(space));
  };
  if (isShared(sweeper.tiles(), widest)) {
    for (int t = 0; t < sweeper.tiles() && !stop.stop_requested(); ++t) takeTile(t, true);
  } else {
    parallelFor(static_cast<std::size_t>(sweeper.tiles()),
                [&](std::size_t t) { takeTile(static_cast<int>(t), false); });
  }
  if (stop.stop_requested()) return false;
  parallelFor(result.size(), [&](std::size_t d) { sweeper.finishLayer(result[d]); });
  return true;
}

template <class T>
LayerSweep<T>::LayerSweep(const Eigen::Matrix2Xd& inPlane, const SweepOptions& options)
    : m_options(options), m_points(static_cast<int>(inPlane.cols())) {
  const Sweeper<T> sweeper(options, m_points);
  m_in.resize(static_cast<std::size_t>(sweeper.tiles()) * sweeper.tileSize(3));
  for (int t = 0; t < sweeper.tiles(); ++t)
    sweeper.fillInput(sweeper.tile(t), inPlane,
                      m_in.data() + static_cast<std::size_t>(t) * sweeper.tileSize(3));
}

template <class T>
bool LayerSweep<T>::advance(const PackedLayer<T>& layer, int d, const ImageSource& images, SweptLayer& result,
                            const std::stop_token& stop) {
  const Sweeper<T> sweeper(m_options, m_points);
  sweeper.prepare(result, d, layer.rows, images);
  m_out.resize(static_cast<std::size_t>(sweeper.tiles()) * sweeper.tileSize(layer.rows));
  const auto takeTile = [&](int t, bool shared) {
    const auto index = static_cast<std::size_t>(t);
    const T* in = m_in.data() + index * sweeper.tileSize(layer.cols);
    T* out = m_out.data() + index * sweeper.tileSize(layer.rows);
    const Tile<T> tile = sweeper.tile(t);
    if (shared) return sweeper.applyShared(tile, layer, in, out, result, stop);
    Sums<T> sums;
    return sweeper.applyWhole(tile, layer, in, out, sums, result, stop);
  };
  if (isShared(sweeper.tiles(), layer.rows)) {
    for (int t = 0; t < sweeper.tiles(); ++t)
      if (!takeTile(t, true)) return false;
  } else {
    parallelFor(static_cast<std::size_t>(sweeper.tiles()),
                [&](std::size_t t) { static_cast<void>(takeTile(static_cast<int>(t), false)); });
  }
  if (stop.stop_requested()) return false;
  sweeper.finishLayer(result);
  std::swap(m_in, m_out);
  return true;
}

template bool sweep(std::span<const PackedLayer<float>* const>, const Eigen::Matrix2Xd&, const SweepOptions&,
                    const ImageSource&, std::vector<SweptLayer>&, const std::stop_token&);
template bool sweep(std::span<const PackedLayer<double>* const>, const Eigen::Matrix2Xd&, const SweepOptions&,
                    const ImageSource&, std::vector<SweptLayer>&, const std::stop_token&);
template class LayerSweep<float>;
template class LayerSweep<double>;

}  // namespace arcscope::core
