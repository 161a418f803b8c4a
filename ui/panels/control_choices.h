#pragma once
#include <QCoreApplication>
#include <QString>
#include <array>

#include "core/setting/setting.h"

namespace arcscope::ui {

// What the controls offer, in the order in which they stand.

inline constexpr std::array trajectories{core::Trajectory::Line, core::Trajectory::Arc,
                                         core::Trajectory::Circle, core::Trajectory::Polyline,
                                         core::Trajectory::Freehand};

/// The order in which a person looks for them: the two of the literature first.
inline constexpr std::array activationOrder{
    core::Activation::Relu,      core::Activation::HardTanh, core::Activation::Tanh,   core::Activation::Erf,
    core::Activation::LeakyRelu, core::Activation::Sin,      core::Activation::Linear, core::Activation::Abs,
    core::Activation::Sigmoid,   core::Activation::Gelu,     core::Activation::Silu};

struct LawChoice {
  const char* label;
  const char* text;  // as weightLawFromText reads it
};
inline constexpr std::array laws{
    LawChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Gaussian"), "gaussian"},
    LawChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Uniform"), "uniform"},
    LawChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Orthogonal"), "orthogonal"},
    LawChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Sparse, half kept"), "sparse:0.5"},
    LawChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Sparse, 10 % kept"), "sparse:0.1"},
    LawChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Sparse, 10 % kept, not rescaled"),
              "sparse-unscaled:0.1"}};

struct NamedChoice {
  const char* label;
  const char* name;
};
inline constexpr std::array namedChoices{
    NamedChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "He (relu)"), "he"},
    NamedChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "Glorot"), "glorot"},
    NamedChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "LeCun"), "lecun"},
    NamedChoice{QT_TRANSLATE_NOOP("arcscope::ui::ControlPanel", "PyTorch's Linear"), "pytorch"}};

/// As the button says it that opens the choice.
[[nodiscard]] inline QString lawLabel(const core::WeightLaw& law) {
  const std::string text = core::toText(law);
  for (const LawChoice& choice : laws)
    if (text == choice.text) return QCoreApplication::translate("arcscope::ui::ControlPanel", choice.label);
  return QString::fromStdString(text);
}

}  // namespace arcscope::ui
