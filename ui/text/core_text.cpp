#include "ui/text/core_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include "core/training/trained_subject.h"
#include "ui/model/text.h"
#include "ui/text/language.h"

namespace arcscope::ui {
namespace {

QString inWindowLanguage(const QString& text) {
  return QCoreApplication::translate("Core", text.toUtf8().constData());
}

/// A sentence with its numbers replaced by %1, %2 and so on is translated, and they are put back.
QString withNumbers(const QString& text) {
  static const QRegularExpression number(QStringLiteral("(?<![\\w.])\\d+(\\.\\d+)?(e[+-]?\\d+)?(?![\\w])"));
  QString pattern;
  QStringList numbers;
  qsizetype end = 0;
  for (auto each = number.globalMatch(text); each.hasNext();) {
    const QRegularExpressionMatch match = each.next();
    numbers << match.captured();
    pattern += text.mid(end, match.capturedStart() - end) + QStringLiteral("%%1").arg(numbers.size());
    end = match.capturedEnd();
  }
  pattern += text.mid(end);
  QString translated = inWindowLanguage(pattern);
  for (const QString& each : numbers) translated = translated.arg(each);
  return translated;
}

/// What core says in a few fixed words: here for lupdate alone. A number is %1.
[[maybe_unused]] constexpr const char* coreTexts[] = {
    // core/setting/parameters.cpp
    QT_TRANSLATE_NOOP("Core", "depth"),
    QT_TRANSLATE_NOOP(
        "Core",
        "n, the number of hidden layers: h_d = W_d z_(d-1) + b_d, z_d = φ(h_d) for d = 1..n. "
        "A network of n + 1 layers contains the one of n: one more layer changes none before it."),
    QT_TRANSLATE_NOOP("Core", "width"),
    QT_TRANSLATE_NOOP("Core",
                      "k, the number of neurons in each hidden layer. "
                      "The wider the network, the closer it follows the theory of infinite width."),
    QT_TRANSLATE_NOOP("Core", "weight scale"),
    QT_TRANSLATE_NOOP(
        "Core",
        "W_d[i,j] ~ N(0, σ_w²/fan_in). Above the critical line of σ_w neighbouring points are driven "
        "apart from layer to layer: chaos. Below it they fall together: order."),
    QT_TRANSLATE_NOOP("Core", "bias scale"),
    QT_TRANSLATE_NOOP("Core",
                      "b_d[i] ~ N(0, σ_b²), the same for every point of the curve. "
                      "A larger σ_b pulls all points towards each other and works against chaos."),
    QT_TRANSLATE_NOOP("Core", "input dimension"),
    QT_TRANSLATE_NOOP(
        "Core",
        "m, the number of inputs x = z_0; 0 means as many as the first layer has neurons. "
        "With m = 2 the plane of the curve is the whole input space: x_0 = (1, 0), x_1 = (0, 1)."),
    QT_TRANSLATE_NOOP("Core", "input size"),
    QT_TRANSLATE_NOOP("Core",
                      "q_0 = |x_0|²/m = |x_1|²/m of orthonormal end points. "
                      "q_0 = (q* - σ_b²)/σ_w² starts at the size q* to which h tends in deep layers."),
    QT_TRANSLATE_NOOP("Core", "points"),
    QT_TRANSLATE_NOOP(
        "Core",
        "N, the number of equidistant t in [0, 1] at which the curve x(t) is sampled. "
        "Sampled lengths are sums of chords |z_d(t_(j+1)) - z_d(t_j)|: too few points make them too short."),
    // names
    QT_TRANSLATE_NOOP("Core", "line"),
    QT_TRANSLATE_NOOP("Core", "arc"),
    QT_TRANSLATE_NOOP("Core", "circle"),
    QT_TRANSLATE_NOOP("Core", "polyline"),
    QT_TRANSLATE_NOOP("Core", "freehand"),
    QT_TRANSLATE_NOOP("Core", "once"),
    QT_TRANSLATE_NOOP("Core", "loop"),
    QT_TRANSLATE_NOOP("Core", "back-and-forth"),
    // core/explorer/notices.cpp
    QT_TRANSLATE_NOOP("Core", "Values grow beyond %1 from layer %2 on."),
    QT_TRANSLATE_NOOP("Core", "The image is a single point from layer %1 on."),
    QT_TRANSLATE_NOOP("Core", "More than %1 % of the neurons are in a flat region in layer %2."),
    QT_TRANSLATE_NOOP("Core", "Lengths of zero cannot stand on a log axis (layer %1)."),
    QT_TRANSLATE_NOOP("Core", "Sampling misses up to %1 % of the length, more than %2 % from layer %3 on."),
    QT_TRANSLATE_NOOP("Core", "The projection holds less than half of the variance in layer %1."),
    QT_TRANSLATE_NOOP("Core", "Too large to keep: the image and the pattern of the selected layer only."),
    QT_TRANSLATE_NOOP(
        "Core", "The exact method met its limit of %1 pieces in layer %2: lengths and counts are sampled."),
    QT_TRANSLATE_NOOP(
        "Core", "The exact method met its limit of memory in layer %1: lengths and counts are sampled."),
    QT_TRANSLATE_NOOP(
        "Core", "The exact method met numbers out of range in layer %1: lengths and counts are sampled."),
    QT_TRANSLATE_NOOP(
        "Core", "Convolutional: images after pooling, of z (h is not kept); lengths and counts are sampled."),
    QT_TRANSLATE_NOOP("Core", "Convolutional: images after pooling; lengths and counts are sampled."),
    QT_TRANSLATE_NOOP("Core", "Lengths and counts are sampled, not exact."),
    // why there is no law, no map, no family
    QT_TRANSLATE_NOOP("Core", "a loaded network is no random draw"),
    QT_TRANSLATE_NOOP("Core", "not computed for convolutional networks"),
    QT_TRANSLATE_NOOP("Core", "labelings are not computed for convolutional networks"),
    QT_TRANSLATE_NOOP("Core", "q grows without bound from layer to layer"),
    QT_TRANSLATE_NOOP("Core", "of the whole curve only"),
    QT_TRANSLATE_NOOP("Core", "the law is of circles round the origin and arcs of them"),
    QT_TRANSLATE_NOOP("Core", "the variance of the output leaves the range of numbers"),
    QT_TRANSLATE_NOOP("Core", "every q is a fixed point"),
    QT_TRANSLATE_NOOP("Core", "the exact law needs Gaussian weights"),
    QT_TRANSLATE_NOOP("Core", "a loaded network has one width and no sigma_w to vary"),
    QT_TRANSLATE_NOOP("Core", "a family needs one width, one sigma_w and one draw at least"),
    QT_TRANSLATE_NOOP("Core", "a family has at most %1 lines"),
    // mistakes that are easily made in the dialogs
    QT_TRANSLATE_NOOP("Core", "an animation takes %1 to %2 seconds, not %3"),
    QT_TRANSLATE_NOOP("Core", "the layer moves from %1 to %2 at most; %3 is outside of that"),
    QT_TRANSLATE_NOOP("Core", "t moves from %1 to %2 at most; %3 is outside of that"),
    QT_TRANSLATE_NOOP("Core", "depth moves from %1 to %2 at most; %3 is outside of that"),
    QT_TRANSLATE_NOOP("Core", "width moves from %1 to %2 at most; %3 is outside of that"),
    QT_TRANSLATE_NOOP("Core", "weight scale moves from %1 to %2 at most; %3 is outside of that"),
    QT_TRANSLATE_NOOP("Core", "bias scale moves from %1 to %2 at most; %3 is outside of that"),
    QT_TRANSLATE_NOOP("Core", "layers are whole numbers, not %1"),
    QT_TRANSLATE_NOOP("Core", "there is no state to go to"),
    QT_TRANSLATE_NOOP("Core", "the network is loaded: its numbers do not move, but t and the layers do"),
    QT_TRANSLATE_NOOP("Core", "a side of the film is %1 pixels; it must be %2 to %3"),
    QT_TRANSLATE_NOOP("Core", "a film has %1 to %2 frames a second, not %3"),
    QT_TRANSLATE_NOOP("Core", "only the grid shows how the image of a layer glides into the next one's"),
    QT_TRANSLATE_NOOP("Core", "the film would have %1 frames; at most %2 are allowed"),
    QT_TRANSLATE_NOOP("Core", "a side of the figure is %1 mm; it must be %2 to %3 mm"),
    QT_TRANSLATE_NOOP("Core", "the resolution is %1 dpi; it must be %2 to %3"),
    QT_TRANSLATE_NOOP("Core", "the figure would have %1 million pixels; at most %2 million are allowed"),
    QT_TRANSLATE_NOOP(
        "Core", "A convolutional network that was loaded cannot be trained on: choose another network first"),
    QT_TRANSLATE_NOOP("Core", "channels names %1 blocks of convolution; there must be one to four"),
    QT_TRANSLATE_NOOP("Core", "channels is %1; it must be between %2 and %3"),
    QT_TRANSLATE_NOOP("Core", "pictures of %1 x %2 pixels are too small for %3 blocks of pooling"),
    QT_TRANSLATE_NOOP("Core", "learning rate is %1; it must be above %2 and at most %3"),
    QT_TRANSLATE_NOOP("Core", "weight decay is %1; it must be between %2 and %3"),
    QT_TRANSLATE_NOOP("Core", "regularisation is %1; it must be between %2 and %3"),
    QT_TRANSLATE_NOOP("Core", "the frozen layers must be named in rising order, each once"),
    QT_TRANSLATE_NOOP("Core", "all layers are frozen; one at least must learn"),
    QT_TRANSLATE_NOOP(
        "Core", "training this network would take more than %1 GB of memory; a smaller width is needed"),
    // core/training/experiments.cpp
    QT_TRANSLATE_NOOP(
        "Core",
        "Trains exactly one hidden layer, all else frozen at the draw. [R17]: lower layers reach "
        "better accuracy."),
    QT_TRANSLATE_NOOP(
        "Core",
        "Adds Gaussian noise to the weights of one layer of the trained network. [R17]: accuracy "
        "falls most for the first layers."),
    QT_TRANSLATE_NOOP(
        "Core",
        "Length of the last image against step, for small and large sigma_w, between data points and "
        "between random points. [R17]: lengths grow in training from small weights, and may fall from "
        "large ones."),
    QT_TRANSLATE_NOOP(
        "Core",
        "Test accuracy against epoch with batch norm, trajectory regularisation and neither. [R17]: "
        "trajectory regularisation comes near batch norm, clearly above neither."),
    QT_TRANSLATE_NOOP("Core", "layer %1"),
    QT_TRANSLATE_NOOP("Core", "sigma_w %1, data points"),
    QT_TRANSLATE_NOOP("Core", "sigma_w %1, random points"),
    QT_TRANSLATE_NOOP("Core", "batch, dense"),
    QT_TRANSLATE_NOOP("Core", "trajectory, dense"),
    QT_TRANSLATE_NOOP("Core", "none, dense"),
    QT_TRANSLATE_NOOP("Core", "batch, convolutional"),
    QT_TRANSLATE_NOOP("Core", "trajectory, convolutional"),
    QT_TRANSLATE_NOOP("Core", "none, convolutional"),
    QT_TRANSLATE_NOOP("Core", "layer that learns"),
    QT_TRANSLATE_NOOP("Core", "noise / root mean square weight"),
    QT_TRANSLATE_NOOP("Core", "step"),
    QT_TRANSLATE_NOOP("Core", "epoch"),
    QT_TRANSLATE_NOOP("Core", "test accuracy"),
    QT_TRANSLATE_NOOP("Core", "length of the last image / length of the trajectory"),
};

}  // namespace

QString coreText(std::string_view text) {
  const QString english = fromView(text);
  if (language() == QStringLiteral("en")) return english;
  const QString translated = inWindowLanguage(english);
  return translated == english ? withNumbers(english) : translated;
}

QString networkLabel(const core::Setting& setting) {
  if (setting.networkFile == core::networkInTraining)
    return QCoreApplication::translate("Setting", "network trained here");
  return QFileInfo(QString::fromStdString(setting.networkFile)).fileName();
}

}  // namespace arcscope::ui
