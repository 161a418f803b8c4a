#pragma once
#include <QObject>
#include <QString>
#include <memory>
#include <optional>

#include "core/explorer/theory_lines.h"
#include "core/study/ensemble.h"
#include "ui/model/pins.h"

namespace arcscope::ui {

using EnsemblePtr = std::shared_ptr<const core::EnsembleResult>;

/// The measures of an ensemble that charts show.
inline constexpr core::MeasureSet comparedMeasures{core::Measure::Length,      core::Measure::Growth,
                                                   core::Measure::Transitions, core::Measure::SignTransitions,
                                                   core::Measure::Q,           core::Measure::Correlation};

/// What is drawn beside the measured curves, where it exists.
struct ComparisonChoice {
  bool finiteWidth = true;  ///< exact laws: expected length, Kac-Rice counts
  bool meanField = true;    ///< infinite width
  bool scaling = false;     ///< printed O(.) scalings
  bool ensemble = false;    ///< many draws: a band and its mean
  friend bool operator==(const ComparisonChoice&, const ComparisonChoice&) = default;
};

/// How far the draws of an ensemble are.
struct EnsembleProgress {
  std::int64_t wanted = 0;            ///< draws in all
  std::optional<double> secondsLeft;  ///< until they are there, as the draws so far let expect
};

/// What the charts compare a snapshot with: theory, other draws, pinned states. Shared by them as the focus
/// is; GUI thread only.
class Comparison : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  [[nodiscard]] const core::TheoryLinesPtr& theory() const { return m_theory; }  ///< null: not there yet
  [[nodiscard]] const EnsemblePtr& ensemble() const { return m_ensemble; }       ///< null: none wanted
  [[nodiscard]] const EnsembleProgress& progress() const { return m_progress; }  ///< of the ensemble
  [[nodiscard]] const ComparisonChoice& choice() const { return m_choice; }
  [[nodiscard]] const std::vector<Pin>& pins() const { return m_pins; }
  /// False: a legend beside the charts names the pinned states, theirs do not.
  [[nodiscard]] bool pinsNamed() const { return m_pinsNamed; }

 public Q_SLOTS:
  /// Of a frame in between it is shown together with the next frame: charts are not drawn twice for each.
  void setTheory(const arcscope::core::TheoryLinesPtr& theory);
  void setEnsemble(const arcscope::ui::EnsemblePtr& ensemble,
                   const arcscope::ui::EnsembleProgress& progress = {});
  void setChoice(const arcscope::ui::ComparisonChoice& choice);
  void setPins(const std::vector<arcscope::ui::Pin>& pins);
  void setPinsNamed(bool named);

 Q_SIGNALS:
  void changed();        ///< any of them: charts draw again
  void choiceChanged();  ///< what is wanted

 private:
  core::TheoryLinesPtr m_theory;
  EnsemblePtr m_ensemble;
  EnsembleProgress m_progress;
  ComparisonChoice m_choice;
  std::vector<Pin> m_pins;
  bool m_pinsNamed = true;
};

}  // namespace arcscope::ui
