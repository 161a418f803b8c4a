#include "core/data/toy_sets.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "core/network/random_network.h"

namespace arcscope::core {
namespace {

constexpr double pi = std::numbers::pi;

int classesOf(ToySet set) {
  return set == ToySet::Gaussians ? 3 : 2;
}

/// A point of the shape and class: `u` and `v` are uniform on (0, 1), (cloudX, cloudY) normal.
Eigen::Vector2d pointOf(ToySet set, int label, double u, double v, const Eigen::Vector2d& cloud) {
  const bool first = label == 0;
  switch (set) {
    case ToySet::TwoMoons: {
      const Eigen::Vector2d arch(std::cos(pi * u), std::sin(pi * u));
      return first ? Eigen::Vector2d(arch.x() - 0.5, arch.y() - 0.25)
                   : Eigen::Vector2d(0.5 - arch.x(), 0.25 - arch.y());
    }
    case ToySet::Spirals: {
      const double radius = 0.1 + 0.9 * std::sqrt(u);  // points per length of the arm nearly alike
      const double angle = 3.0 * pi * radius + (first ? 0.0 : pi);
      return {radius * std::cos(angle), radius * std::sin(angle)};
    }
    case ToySet::Circles: {
      const double radius = first ? 0.5 : 1.0;
      return {radius * std::cos(2.0 * pi * u), radius * std::sin(2.0 * pi * u)};
    }
    case ToySet::Xor: {
      const double x = 2.0 * u - 1.0;
      return {x, (x > 0.0) == first ? v : -v};
    }
    case ToySet::Gaussians: {
      const double angle = pi * (0.5 + 2.0 / 3.0 * label);
      return Eigen::Vector2d(0.8 * std::cos(angle), 0.8 * std::sin(angle)) + 0.2 * cloud;
    }
    case ToySet::Checkerboard: {
      const double along = 8.0 * u;  // which of the eight squares of the class, and where in it
      const double square = std::floor(along);
      const double row = std::floor(square / 2.0);
      const double column = 2.0 * (square - 2.0 * row) + std::fmod(row + label, 2.0);
      return {(column + along - square) / 2.0 - 1.0, (row + v) / 2.0 - 1.0};
    }
  }
  return Eigen::Vector2d::Zero();
}

enum class Part : std::uint32_t { Training = 0, Test = 1 };

Dataset drawPoints(ToySet set, Part part, int size, const ToyOptions& options) {
  const auto count = static_cast<std::size_t>(size);
  const auto rows = [&](auto draw, std::uint32_t purpose) {
    std::vector<double> numbers(count);
    const auto d = 1 + static_cast<std::uint32_t>(set);
    draw(options.seed, DrawStream::Data, d, 8 * static_cast<std::uint32_t>(part) + purpose, 0, count,
         numbers.data());
    return numbers;
  };
  const std::vector<double> u = rows(drawUniforms, 0);
  const std::vector<double> v = rows(drawUniforms, 1);
  const std::vector<double> cloudX = rows(drawNormals, 2);
  const std::vector<double> cloudY = rows(drawNormals, 3);
  const std::vector<double> noiseX = rows(drawNormals, 4);
  const std::vector<double> noiseY = rows(drawNormals, 5);
  Dataset points;
  points.inputs.resize(2, size);
  points.labels.resize(count);
  for (std::size_t j = 0; j < count; ++j) {
    const int label = static_cast<int>(j) % classesOf(set);
    const Eigen::Vector2d point = pointOf(set, label, u[j], v[j], {cloudX[j], cloudY[j]}) +
                                  options.noise * Eigen::Vector2d(noiseX[j], noiseY[j]);
    points.inputs.col(static_cast<Eigen::Index>(j)) = point.cast<float>();
    points.labels[j] = static_cast<std::uint8_t>(label);
  }
  return points;
}

}  // namespace

const std::vector<ToySet>& toySets() {
  static const std::vector<ToySet> sets{ToySet::TwoMoons, ToySet::Spirals,   ToySet::Circles,
                                        ToySet::Xor,      ToySet::Gaussians, ToySet::Checkerboard};
  return sets;
}

std::string_view name(ToySet set) {
  switch (set) {
    case ToySet::TwoMoons:
      return "two-moons";
    case ToySet::Spirals:
      return "spirals";
    case ToySet::Circles:
      return "circles";
    case ToySet::Xor:
      return "xor";
    case ToySet::Gaussians:
      return "gaussians";
    case ToySet::Checkerboard:
      return "checkerboard";
  }
  return {};
}

LearningTask makeToySet(ToySet set, const ToyOptions& options) {
  if (options.size < 10) throw std::invalid_argument("makeToySet: size");
  if (!(options.noise >= 0.0) || !std::isfinite(options.noise))
    throw std::invalid_argument("makeToySet: noise");
  LearningTask task;
  task.name = name(set);
  for (int label = 0; label < classesOf(set); ++label)
    task.classNames.emplace_back(1, static_cast<char>('A' + label));
  task.training = drawPoints(set, Part::Training, options.size, options);
  task.test = drawPoints(set, Part::Test, std::max(10, options.size / 4), options);
  return task;
}

}  // namespace arcscope::core
