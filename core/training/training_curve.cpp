#include "core/training/training_curve.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/exact/curve_trace.h"

namespace arcscope::core {
namespace {

constexpr double multiplicationsOfACount = 1e9;
constexpr std::int64_t leastPieces = 200;

double lengthOf(const Block<float>& image) {
  double length = 0.0;
  Eigen::VectorXd squares = Eigen::VectorXd::Zero(image.columns() - 1);
  for (int i = 0; i < image.rows(); ++i) {
    const float* const row = image.row(i);
    for (Eigen::Index j = 0; j < squares.size(); ++j) {
      const double step = static_cast<double>(row[j + 1]) - static_cast<double>(row[j]);
      squares(j) += step * step;
    }
  }
  for (const double square : squares) length += std::sqrt(square);
  return length;
}

/// Of the units' values less `zero`.
double signChanges(const Block<float>& values, float zero = 0.0F) {
  std::int64_t count = 0;
  for (int i = 0; i < values.rows(); ++i) {
    const float* const row = values.row(i);
    for (int j = 0; j + 1 < values.columns(); ++j) count += (row[j] > zero) != (row[j + 1] > zero) ? 1 : 0;
  }
  return static_cast<double>(count);
}

std::vector<double> piecesOf(const Network& network, const Plane& plane, const Curve& curve) {
  double multiplications = 0.0;
  for (const Layer& layer : network.layers) multiplications += static_cast<double>(layer.weights.size());
  TraceOptions options{
      .maxPieces = std::clamp(static_cast<std::int64_t>(multiplicationsOfACount / multiplications),
                              leastPieces, trainingPieces),
      .patterns = false};
  const CurveTrace trace = traceCurve(network, plane, curve, options);
  std::vector<double> pieces(network.layers.size() + 1, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t d = 0; d < trace.layers.size(); ++d)
    pieces[d] = static_cast<double>(trace.layers[d].pieces);
  return pieces;
}

bool isSamePlane(const Plane& a, const Plane& b) {
  return a.origin == b.origin && a.x0 == b.x0 && a.x1 == b.x1;
}

}  // namespace

TrainingCurve::TrainingCurve(const Subject& subject, int features) : m_curve(curveOf(subject.setting)) {
  if (effectiveInputDim(subject.setting) != features) return;
  m_plane = planeOf(subject);
  const Eigen::VectorXd t = Eigen::VectorXd::LinSpaced(trainingSamples, 0.0, 1.0);
  const Eigen::MatrixXd points = curvePoints(m_plane, m_curve, t);
  m_points.resize(features, trainingSamples);
  for (int i = 0; i < features; ++i)
    for (int j = 0; j < trainingSamples; ++j) m_points.row(i)[j] = static_cast<float>(points(i, j));
}

CurveFigures TrainingCurve::measure(const TrainableNetwork<float>& network, bool countPieces) const {
  CurveFigures figures;
  if (!isMeasured()) return figures;
  figures.lengths.push_back(lengthOf(m_points));
  figures.transitions.push_back(0.0);
  // The units of a convolution are those after pooling, where only z is known.
  const bool pooled = network.layers().front().convolution;
  const auto zero = static_cast<float>(evaluate(network.plan().activation, 0.0));  // z where h = 0
  Block<float> outputs;
  network.infer(
      m_points, outputs,
      [&](int, const Block<float>& image) {
        figures.lengths.push_back(lengthOf(image));
        if (pooled) figures.transitions.push_back(signChanges(image, zero));
      },
      [&](int, const Block<float>& h) {
        if (!pooled) figures.transitions.push_back(signChanges(h));
      });
  if (countPieces && isPiecewiseLinear(network.plan().activation))
    figures.pieces = piecesOf(network.network(), m_plane, m_curve);
  return figures;
}

bool haveSameCurve(const Subject& a, const Subject& b) {
  return a.setting.trajectory == b.setting.trajectory && a.setting.path == b.setting.path &&
         effectiveInputDim(a.setting) == effectiveInputDim(b.setting) && isSamePlane(planeOf(a), planeOf(b));
}

Subject withCurveOf(Subject subject, const Subject& other) {
  subject.setting.trajectory = other.setting.trajectory;
  subject.setting.path = other.setting.path;
  subject.setting.endpoints = other.setting.endpoints;
  subject.setting.endpointsFile = other.setting.endpointsFile;
  subject.setting.q0 = other.setting.q0;
  subject.plane = other.plane ? other.plane : std::make_shared<const Plane>(planeOf(other));
  subject.dataEnds = other.dataEnds;
  return subject;
}

}  // namespace arcscope::core
