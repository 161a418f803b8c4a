#include "core/trajectory/projection.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/network/random_network.h"
#include "core/support/dense_solvers.h"
#include "core/trajectory/principal_components.h"

namespace arcscope::core {
namespace {

ProjectedImage onNeurons(const ImageMatrix& image, const ProjectionChoice& choice) {
  const Eigen::Index width = image.rows();
  ProjectedImage result;
  result.points.resize(choice.dimensions, image.cols());
  result.origin = Eigen::VectorXd::Zero(width);
  result.basis = Eigen::MatrixXd::Zero(width, choice.dimensions);
  for (int c = 0; c < choice.dimensions; ++c) {
    const Eigen::Index neuron = choice.neurons[static_cast<std::size_t>(c)] % width;
    result.points.row(c) = image.row(neuron);
    result.basis(neuron, c) = 1.0;
  }
  return result;
}

ProjectedImage onRandomPlane(const ImageMatrix& image, const ProjectionChoice& choice, std::uint64_t seed,
                             int layer) {
  const Eigen::Index width = image.rows();
  ProjectedImage result;
  result.origin = Eigen::VectorXd::Zero(width);
  result.basis.resize(width, choice.dimensions);
  for (int c = 0; c < choice.dimensions; ++c) {
    auto axis = result.basis.col(c);
    drawNormals(seed, DrawStream::Plane, static_cast<std::uint32_t>(layer), static_cast<std::uint32_t>(c), 0,
                static_cast<std::size_t>(width), axis.data());
    for (int pass = 0; pass < 2; ++pass)
      for (int b = 0; b < c; ++b) axis -= result.basis.col(b).dot(axis) * result.basis.col(b);
    const double norm = axis.norm();
    if (c < width && norm > 1e-9)
      axis /= norm;
    else
      axis.setZero();
  }
  result.points = result.basis.transpose().cast<float>() * image;
  return result;
}

template <int Dimensions>
void alignIn(ProjectedImage& image, const Eigen::Ref<const Eigen::MatrixXf>& reference) {
  using Square = Eigen::Matrix<double, Dimensions, Dimensions>;
  using Point = Eigen::Matrix<double, Dimensions, 1>;
  const Eigen::Index shared = std::min<Eigen::Index>(Dimensions, reference.rows());
  Square cross = Square::Zero();  // image x reference
  for (Eigen::Index j = 0; j < image.points.cols(); ++j) {
    const Point point = image.points.template topRows<Dimensions>().col(j).template cast<double>();
    for (Eigen::Index c = 0; c < shared; ++c) cross.col(c) += static_cast<double>(reference(c, j)) * point;
  }
  if (!cross.allFinite() || cross.isZero(0.0)) return;
  const Square turn = closestOrthogonal(cross / cross.cwiseAbs().maxCoeff());  // aligned = turn * image
  for (Eigen::Index j = 0; j < image.points.cols(); ++j) {
    const Point point = image.points.template topRows<Dimensions>().col(j).template cast<double>();
    image.points.col(j) = (turn * point).template cast<float>();
  }
  image.basis = (image.basis * turn.transpose()).eval();
}

}  // namespace

std::optional<ProjectionChoice> projectionFromText(std::string_view text) {
  using Kind = ProjectionChoice::Kind;
  constexpr std::string_view neurons = "neurons:";
  constexpr int most = 4096;
  if (text == "pca2") return ProjectionChoice{.kind = Kind::PrincipalComponents, .dimensions = 2};
  if (text == "pca3") return ProjectionChoice{.kind = Kind::PrincipalComponents, .dimensions = 3};
  if (text == "plane") return ProjectionChoice{.kind = Kind::RandomPlane};
  if (!text.starts_with(neurons)) return std::nullopt;
  text.remove_prefix(neurons.size());
  ProjectionChoice choice{.kind = Kind::Neurons, .dimensions = 0};
  for (;;) {
    int index = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (error != std::errc() || index < 0 || index >= most || choice.dimensions == 3) return std::nullopt;
    choice.neurons[static_cast<std::size_t>(choice.dimensions++)] = index;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) break;
    if (text.front() != ',') return std::nullopt;
    text.remove_prefix(1);
  }
  if (choice.dimensions < 2) return std::nullopt;
  return choice;
}

std::string toText(const ProjectionChoice& choice) {
  switch (choice.kind) {
    case ProjectionChoice::Kind::PrincipalComponents:
      return choice.dimensions == 3 ? "pca3" : "pca2";
    case ProjectionChoice::Kind::RandomPlane:
      return choice.dimensions == 3 ? "plane3" : "plane";
    case ProjectionChoice::Kind::Neurons:
      break;
  }
  std::string text = "neurons";
  for (std::size_t c = 0; c < static_cast<std::size_t>(choice.dimensions); ++c)
    text.append(c == 0 ? ":" : ",").append(std::to_string(choice.neurons[c]));
  return text;
}

ProjectedImage project(const ImageMatrix& image, const ProjectionChoice& choice, std::uint64_t seed,
                       int layer, const PrincipalSearch& search) {
  ProjectedImage result = choice.kind == ProjectionChoice::Kind::Neurons ? onNeurons(image, choice)
                          : choice.kind == ProjectionChoice::Kind::RandomPlane
                              ? onRandomPlane(image, choice, seed, layer)
                              : principalComponents(image, choice.dimensions, search);
  if (!result.points.allFinite()) result.points.setZero();
  return result;
}

void align(ProjectedImage& image, const Eigen::Ref<const Eigen::MatrixXf>& reference) {
  if (image.points.rows() == 2)
    alignIn<2>(image, reference);
  else
    alignIn<3>(image, reference);
}

}  // namespace arcscope::core
