#include "ui/figures/figure_data.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/explorer/subject.h"
#include "core/network/random_network.h"
#include "core/support/json_text.h"
#include "core/support/text.h"

namespace arcscope::ui {
namespace {

QByteArray shortest(double value) {
  return QByteArray::fromStdString(core::numberText(value));
}

/// NumPy's format 1.0: magic, version, length of the header, header padded to a multiple of 64.
QByteArray npyHeader(const QByteArray& shape) {
  QByteArray header = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }";
  constexpr qsizetype before = 10;
  while ((before + header.size() + 1) % 64 != 0) header += ' ';
  header += '\n';
  QByteArray start("\x93NUMPY\x01\x00", 8);
  start += static_cast<char>(header.size() & 0xff);
  start += static_cast<char>(header.size() >> 8);
  return start + header;
}

/// The network's hidden layers one after the other, drawn or loaded.
core::Layer layerOf(const core::Subject& subject, int d, Eigen::Index fanIn) {
  if (subject.loaded != nullptr) return subject.loaded->network.layers[static_cast<std::size_t>(d - 1)];
  const core::Setting& setting = subject.setting;
  core::Layer layer = core::drawUnitLayer(setting, d, core::widthOf(setting, d), fanIn);
  layer.weights *= setting.sigmaW;
  layer.bias *= setting.sigmaB;
  return layer;
}

bool writeColumns(const Eigen::MatrixXd& image, const WritePiece& write) {
  // Column j is point j: the memory of [width x points] by columns is that of [points x width] by rows.
  return write(QByteArray(reinterpret_cast<const char*>(image.data()),
                          image.size() * static_cast<qsizetype>(sizeof(double))));
}

}  // namespace

QByteArray asCsv(const DataTable& table, const FigureInfo& info) {
  QByteArray text = "# " + info.title.toUtf8() + "\n# " + info.json() + '\n';
  QByteArrayList names;
  for (const QString& column : table.columns) {
    QByteArray name = column.toUtf8();
    if (name.contains(',') || name.contains('"')) name = '"' + name.replace("\"", "\"\"") + '"';
    names << name;
  }
  text += names.join(',') + '\n';
  for (const QVector<double>& row : table.rows) {
    QByteArrayList cells;
    for (const double value : row) cells << (std::isnan(value) ? QByteArray() : shortest(value));
    text += cells.join(',') + '\n';
  }
  return text;
}

QByteArray asJson(const DataTable& table, const FigureInfo& info) {
  nlohmann::ordered_json object = core::parsedJson(info.json().toStdString());
  object["title"] = info.title.toStdString();
  object["columns"] = nlohmann::ordered_json::array();
  for (const QString& column : table.columns) object["columns"].push_back(column.toStdString());
  object["rows"] = nlohmann::ordered_json::array();
  for (const QVector<double>& row : table.rows)
    object["rows"].push_back(nlohmann::ordered_json(std::vector<double>(row.begin(), row.end())));
  return QByteArray::fromStdString(core::jsonText(object)) + '\n';
}

std::optional<core::Error> writeImagesAsNpy(const core::Snapshot& snapshot, std::optional<int> layer,
                                            const WritePiece& write) {
  const core::Subject& subject = snapshot.subject;
  const core::Setting& setting = subject.setting;
  const int depth = snapshot.depth();
  const QByteArray points = QByteArray::number(snapshot.t.size());
  if (layer && (*layer < 0 || *layer > depth))
    return core::Error{"the layer is " + std::to_string(*layer) + "; it must be a whole number from 0 to " +
                       std::to_string(depth)};
  if (!layer)
    for (int d = 2; d <= depth; ++d)
      if (core::widthOf(setting, d) != core::widthOf(setting, 1))
        return core::Error{"the layers have different widths; images of one layer at a time can be written"};

  Eigen::MatrixXd image = core::curvePoints(snapshot.plane, core::curveOf(setting), snapshot.t);
  const QByteArray width =
      QByteArray::number(layer == 0 ? image.rows() : core::widthOf(setting, layer.value_or(1)));
  const QByteArray one = points + ", " + width;
  if (!write(npyHeader(layer ? '(' + one + ')' : '(' + QByteArray::number(depth) + ", " + one + ')')))
    return {};
  if (layer == 0) {
    writeColumns(image, write);
    return {};
  }
  if (core::isConvolutional(subject)) {  // as they were sampled; h is not kept
    for (int d = layer.value_or(1); d <= layer.value_or(depth); ++d)
      if (!writeColumns(snapshot.layers[static_cast<std::size_t>(d)].image->cast<double>(), write)) break;
    return {};
  }
  for (int d = 1; d <= layer.value_or(depth); ++d) {
    const core::Layer weights = layerOf(subject, d, image.rows());
    Eigen::MatrixXd h = weights.weights * image;
    h.colwise() += weights.bias;
    const bool wanted = !layer || *layer == d;
    if (wanted && snapshot.view.image == core::ImageKind::H && !writeColumns(h, write)) return {};
    image = h.unaryExpr([&](double value) { return core::evaluate(setting.activation, value); });
    if (wanted && snapshot.view.image == core::ImageKind::Z && !writeColumns(image, write)) return {};
  }
  return {};
}

QByteArray pythonScript(const core::Snapshot& snapshot, const FigureInfo& info, const QString& networkFile) {
  const core::Setting& setting = snapshot.subject.setting;
  const auto activation = [&]() -> QByteArray {
    switch (setting.activation) {
      case core::Activation::Relu:
        return "np.maximum(h, 0)";
      case core::Activation::HardTanh:
        return "np.clip(h, -1, 1)";
      case core::Activation::LeakyRelu:
        return "np.where(h > 0, h, " + shortest(core::leakyReluSlope) + " * h)";
      case core::Activation::Linear:
        return "h";
      case core::Activation::Abs:
        return "np.abs(h)";
      case core::Activation::Tanh:
        return "np.tanh(h)";
      case core::Activation::Erf:
        return "np.vectorize(math.erf)(h)";
      case core::Activation::Sigmoid:
        return "1 / (1 + np.exp(-h))";
      case core::Activation::Gelu:
        return "h * (1 + np.vectorize(math.erf)(h / math.sqrt(2))) / 2";
      case core::Activation::Silu:
        return "h / (1 + np.exp(-h))";
      case core::Activation::Sin:
        return "np.sin(h)";
    }
    return {};
  }();
  const auto curve = [&]() -> QByteArray {
    switch (setting.trajectory) {
      case core::Trajectory::Line:
        return "a, b = 1 - t, t\n";
      case core::Trajectory::Arc:
        return "a, b = np.cos(np.pi * t / 2), np.sin(np.pi * t / 2)\n";
      case core::Trajectory::Circle:
        return "a, b = np.cos(2 * np.pi * t), np.sin(2 * np.pi * t)\n";
      case core::Trajectory::Polyline:
      case core::Trajectory::Freehand:
        break;
    }
    QByteArray corners;
    for (const core::PlanePoint& corner : setting.path)
      corners += (corners.isEmpty() ? "(" : ", (") + shortest(corner.a) + ", " + shortest(corner.b) + ')';
    return "corners = np.array([" + corners +
           "])\n"
           "s = np.r_[0, np.cumsum(np.linalg.norm(np.diff(corners, axis=0), axis=1))]\n"
           "a, b = (np.interp(t, s / s[-1], c) for c in corners.T)\n";
  }();
  const bool hasReadout =
      snapshot.subject.loaded != nullptr && snapshot.subject.loaded->network.readout.has_value();
  return "# " + info.title.toUtf8() + "\n# Written by Arcscope " + info.version.toUtf8() +
         ". Rebuilds the network from its file and prints the length of the\n"
         "# trajectory's image in every layer, the input first, as the sum of the chords between equidistant "
         "points.\n"
         "# Needs NumPy.\n"
         "# Setting: " +
         info.setting +
         "\nimport json, math, os, struct, sys\n"
         "import numpy as np\n\n"
         "path = os.path.join(os.path.dirname(os.path.abspath(__file__)), " +
         QByteArray::fromStdString(core::jsonString(networkFile.toStdString())) +
         ")\n"
         "with open(path, 'rb') as f:\n"
         "    header = json.loads(f.read(struct.unpack('<Q', f.read(8))[0]))\n"
         "    blob = f.read()\n"
         "header.pop('__metadata__', None)\n"
         "tensors = {name: np.frombuffer(blob[slice(*e['data_offsets'])], '<f8').reshape(e['shape'])\n"
         "           for name, e in header.items()}\n"
         "layers = sorted(int(name.split('.')[0]) for name in tensors if name.endswith('.weight'))" +
         (hasReadout ? "[:-1]  # the last one is the read-out\n\n" : "\n\n") + "\ndef phi(h):\n    return " +
         activation + "\n\n\n" + "t = np.linspace(" + shortest(setting.tBegin) + ", " +
         shortest(setting.tEnd) + ", int(sys.argv[1]) if sys.argv[1:] else " +
         QByteArray::number(setting.points) + ")\n" + curve +
         "z = np.outer(tensors['trajectory.x0'], a) + np.outer(tensors['trajectory.x1'], b)\n"
         "images = [z]\n"
         "for d in layers:\n"
         "    z = phi(tensors[f'{d}.weight'] @ z + tensors[f'{d}.bias'][:, None])\n"
         "    images.append(z)\n"
         "lengths = [float(np.linalg.norm(np.diff(image), axis=0).sum()) for image in images]\n"
         "print(json.dumps({'length': lengths}))\n";
}

}  // namespace arcscope::ui
