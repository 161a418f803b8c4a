#include "ui/figures/presets.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "ui/text/language.h"

namespace arcscope::ui {
namespace {

using core::Activation;
using core::Setting;
using core::Trajectory;

struct PresetText {
  Q_DECLARE_TR_FUNCTIONS(Presets)
};

Setting network(Activation activation, int width, int depth, double sigmaW, double sigmaB,
                Trajectory trajectory) {
  Setting setting;
  setting.activation = activation;
  setting.width = width;
  setting.depth = depth;
  setting.sigmaW = sigmaW;
  setting.sigmaB = sigmaB;
  setting.trajectory = trajectory;
  return setting;
}

/// Networks of hard tanh along an arc between random end points, as in the growth experiments of [R17].
Setting growing() {
  Setting setting = network(Activation::HardTanh, 100, 10, 2.0, 0.0, Trajectory::Arc);
  setting.points = 512;
  setting.pointLimit = 4096;
  return setting;
}

FigureChoice family(FamilyFigure figure, std::vector<int> widths, std::vector<double> sigmaWs,
                    std::int64_t draws) {
  return {.kind = FigureKind::Families,
          .families = {
              .figure = figure, .widths = std::move(widths), .sigmaWs = std::move(sigmaWs), .draws = draws}};
}

/// The circle of [P16]: tanh, width 1000, 40 layers, sigma_b = 0.3.
Setting poole(double sigmaW) {
  Setting setting = network(Activation::Tanh, 1000, 40, sigmaW, 0.3, Trajectory::Circle);
  setting.refine = false;
  return setting;
}

/// Networks that learn, slowly enough to watch.
void addTrainings(std::vector<Preset>& all) {
  const QString source = PresetText::tr("Networks in training");
  Setting moons = network(Activation::Relu, 16, 3, std::numbers::sqrt2, 0.3, Trajectory::Circle);
  moons.inputDim = 2;
  LearningRequest inPlane{.data = {.name = "two-moons"}, .choice = {}, .stepsPerSecond = 100.0};
  inPlane.choice.optimizer = {.kind = core::Optimizer::Adam, .learningRate = 0.005};
  inPlane.choice.batch = 50;
  inPlane.choice.epochs = 100;
  all.push_back({QStringLiteral("training-moons"),
                 source,
                 PresetText::tr("Regions and decision boundary of two moons"),
                 moons,
                 {},
                 {.kind = FigureKind::Training, .fill = RegionFill::Class, .learning = inPlane}});
  LearningRequest pictures{.choice = {}, .stepsPerSecond = 100.0};
  pictures.choice.epochs = 40;
  pictures.choice.optimizer.learningRate = 0.02;
  all.push_back({QStringLiteral("training-fashion"),
                 source,
                 PresetText::tr("Images of an arc between two pictures"),
                 network(Activation::HardTanh, 100, 8, 2.0, 0.0, Trajectory::Arc),
                 {},
                 {.kind = FigureKind::Training, .learning = pictures}});
}

/// Experiments on trained networks [R17]: hard_tanh, width 100; the sample of Fashion-MNIST takes MNIST's
/// place.
void addExperiments(std::vector<Preset>& all, const QString& source) {
  const auto add = [&](const char* name, const QString& title, core::Experiment experiment, double sigmaW,
                       double rate, int epochs) {
    LearningRequest request{.choice = {}};
    request.choice.epochs = epochs;
    request.choice.optimizer.learningRate = rate;
    all.push_back({QString::fromLatin1(name),
                   source,
                   title,
                   network(Activation::HardTanh, 100, 8, sigmaW, 0.0, Trajectory::Arc),
                   {},
                   {.kind = FigureKind::Experiment,
                    .learning = request,
                    .order = {.experiment = experiment, .repeats = 3}}});
  };
  const double usual = core::OptimizerChoice{}.learningRate;
  add("one-layer", PresetText::tr("Train one layer only: lower ones reach more"), core::Experiment::OneLayer,
      std::numbers::sqrt2, usual, 20);
  add("layer-noise", PresetText::tr("Noise in one layer of a trained network"), core::Experiment::LayerNoise,
      std::numbers::sqrt2, usual, 20);
  add("length-in-training", PresetText::tr("Length in training, from small and large \u03c3_w"),
      core::Experiment::LengthGrowth, 1.0, usual, 40);
  add("normalisations", PresetText::tr("Batch norm, trajectory regularisation, neither"),
      core::Experiment::Normalisations, 1.0, 0.02, 20);
}

struct Story {
  const char* preset;
  const char* text;
};
constexpr std::array stories{
    Story{"polytopes",
          QT_TRANSLATE_NOOP("Presets",
                            "Each layer cuts the regions of the layers below; none is ever joined again.")},
    Story{"tangled-circle",
          QT_TRANSLATE_NOOP(
              "Presets",
              "The same circle, a layer further each time: two directions hold less and less of it.")},
    Story{"length-growth",
          QT_TRANSLATE_NOOP(
              "Presets",
              "Straight lines on a log scale: each layer multiplies the length by about the same factor.")},
    Story{"growth-by-scale",
          QT_TRANSLATE_NOOP("Presets", "Where a line crosses 1 the image neither grows nor shrinks.")},
    Story{"growth-by-width",
          QT_TRANSLATE_NOOP("Presets", "Wide layers stretch more, up to the law of infinite width.")},
    Story{"transitions-by-length",
          QT_TRANSLATE_NOOP("Presets",
                            "How many neurons change along the curve follows from how long its image is.")},
    Story{"dichotomies", QT_TRANSLATE_NOOP("Presets",
                                           "Turn the weights of one layer once around: with more layers "
                                           "above it, more labelings of 15 inputs "
                                           "are met.")},
    Story{"phases", QT_TRANSLATE_NOOP("Presets",
                                      "Left of the line neighbouring inputs converge, right of it they part: "
                                      "drag the network across.")},
    Story{"maps", QT_TRANSLATE_NOOP(
                      "Presets",
                      "Each layer is one step along these curves, towards where they cross the diagonal.")},
    Story{"circle-ordered",
          QT_TRANSLATE_NOOP("Presets", "In the ordered phase the circle stays smooth and draws together.")},
    Story{"circle-chaotic",
          QT_TRANSLATE_NOOP("Presets",
                            "In the chaotic phase it folds, and neighbouring points lose each other.")},
    Story{"circle-far",
          QT_TRANSLATE_NOOP("Presets",
                            "Deep in chaos a few layers leave neighbouring points with little in common.")},
    Story{"curvature",
          QT_TRANSLATE_NOOP("Presets",
                            "How long the image is, how sharply it bends, and how much it bends in all.")},
    Story{"he-length",
          QT_TRANSLATE_NOOP("Presets",
                            "The mean over draws keeps to the law; single networks stray far from it.")},
    Story{"pieces",
          QT_TRANSLATE_NOOP(
              "Presets", "Depth adds pieces only as it adds neurons: the number for each stays the same.")},
    Story{"training-moons",
          QT_TRANSLATE_NOOP("Presets",
                            "Learning moves the regions until the boundary between the classes fits.")},
    Story{"training-fashion",
          QT_TRANSLATE_NOOP(
              "Presets",
              "The image of an arc between two pictures, while the network learns to tell them apart.")},
    Story{"one-layer",
          QT_TRANSLATE_NOOP("Presets", "One layer learns, the others stay random: which one reaches most?")},
    Story{"layer-noise",
          QT_TRANSLATE_NOOP("Presets",
                            "The same noise in one layer after the other: where does it harm most?")},
    Story{"length-in-training",
          QT_TRANSLATE_NOOP("Presets", "Length while learning, from small and from large weights.")},
    Story{"normalisations",
          QT_TRANSLATE_NOOP("Presets",
                            "Equal budgets: batch normalisation, trajectory regularisation, neither.")},
};

std::vector<Preset> allPresets() {
  const double he = std::numbers::sqrt2;
  const QString raghu = PresetText::tr("[R17] Raghu et al. 2017");
  const QString ganguli = PresetText::tr("[P16] Poole et al. 2016");
  core::ViewChoice threeD;
  threeD.projection.dimensions = 3;
  Setting polytopes = network(Activation::Relu, 4, 3, he, 0.5, Trajectory::Circle);
  polytopes.inputDim = 2;
  Setting maps = network(Activation::Tanh, 1000, 12, 1.3, 0.3, Trajectory::Arc);
  maps.refine = false;
  std::vector<Preset> all{
      {QStringLiteral("polytopes"),
       raghu,
       PresetText::tr("Regions of the plane, layer by layer"),
       polytopes,
       {},
       {.kind = FigureKind::Regions, .regionLayers = 3}},
      {QStringLiteral("tangled-circle"),
       raghu,
       PresetText::tr("A circle tangles from layer to layer"),
       network(Activation::Tanh, 100, 11, 3.0, 0.0, Trajectory::Circle),
       {},
       {.kind = FigureKind::Grid}},
      {QStringLiteral("length-growth"),
       raghu,
       PresetText::tr("Length grows exponentially with depth"),
       growing(),
       {},
       family(FamilyFigure::Length, {16, 64, 256}, {1.0, 2.0, 4.0}, 8)},
      {QStringLiteral("growth-by-scale"),
       raghu,
       PresetText::tr("Growth a layer against \u03c3_w"),
       growing(),
       {},
       family(FamilyFigure::GrowthSigma, {16, 64, 256}, {0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0}, 8)},
      {QStringLiteral("growth-by-width"),
       raghu,
       PresetText::tr("Growth a layer against width"),
       growing(),
       {},
       family(FamilyFigure::GrowthWidth, {4, 8, 16, 32, 64, 128, 256}, {1.0, 2.0, 4.0}, 8)},
      {QStringLiteral("transitions-by-length"),
       raghu,
       PresetText::tr("Transitions follow length"),
       growing(),
       {},
       family(FamilyFigure::Transitions, {32, 128}, {1.5, 2.0, 3.0, 4.0}, 8)},
      {QStringLiteral("dichotomies"),
       raghu,
       PresetText::tr("Labelings grow with the layers above"),
       network(Activation::HardTanh, 128, 12, std::sqrt(8.0), 0.0, Trajectory::Arc),
       {},
       {.kind = FigureKind::Dichotomies}},
      {QStringLiteral("phases"),
       ganguli,
       PresetText::tr("Phase diagram of tanh"),
       network(Activation::Tanh, 100, 11, 1.9, 0.3, Trajectory::Circle),
       {},
       {.kind = FigureKind::Phases}},
      {QStringLiteral("maps"),
       ganguli,
       PresetText::tr("Maps of length and correlation"),
       maps,
       {},
       {.kind = FigureKind::Maps}},
  };
  const auto circle = [&](const char* name, const QString& title, double sigmaW) {
    all.push_back({QString::fromLatin1(name),
                   ganguli,
                   title,
                   poole(sigmaW),
                   threeD,
                   {.kind = FigureKind::Grid, .layers = {5, 10, 15}}});
  };
  circle("circle-ordered", PresetText::tr("The circle in the ordered phase, \u03c3_w = 1.3"), 1.3);
  circle("circle-chaotic", PresetText::tr("The circle in the chaotic phase, \u03c3_w = 2.5"), 2.5);
  circle("circle-far", PresetText::tr("The circle deep in chaos, \u03c3_w = 4"), 4.0);
  all.push_back({QStringLiteral("curvature"),
                 ganguli,
                 PresetText::tr("Curvature, length and Gauss-map length by layer"),
                 poole(2.5),
                 {},
                 {.kind = FigureKind::Curvature}});
  ComparisonChoice spread;
  spread.ensemble = true;
  all.push_back({QStringLiteral("he-length"),
                 PresetText::tr("[H22] Hanin et al. 2022"),
                 PresetText::tr("At \u03c3_w\u00b2 = 2 relu keeps the expected length"),
                 network(Activation::Relu, 100, 20, he, 0.0, Trajectory::Line),
                 {},
                 {.kind = FigureKind::Lengths, .comparison = spread},
                 500});
  all.push_back({QStringLiteral("pieces"),
                 PresetText::tr("[HR19] Hanin and Rolnick 2019"),
                 PresetText::tr("Pieces per neuron do not grow with depth"),
                 network(Activation::Relu, 32, 12, he, 0.0, Trajectory::Line),
                 {},
                 family(FamilyFigure::Pieces, {16, 32, 64, 128}, {he}, 32)});
  addTrainings(all);
  addExperiments(all, PresetText::tr("[R17] on trained networks"));
  for (const Story& story : stories) {
    const auto told = std::ranges::find(all, QLatin1String(story.preset), &Preset::name);
    if (told != all.end()) told->story = PresetText::tr(story.text);
  }
  return all;
}

}  // namespace

std::span<const Preset> presets() {
  return onceALanguage(allPresets);
}

const Preset* presetFromName(const QString& name) {
  const auto all = presets();
  const auto found = std::ranges::find(all, name, &Preset::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace arcscope::ui
