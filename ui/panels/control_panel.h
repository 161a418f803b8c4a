#pragma once
#include <QLabel>
#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "ui/model/session.h"
#include "ui/panels/button.h"
#include "ui/panels/parameter_control.h"
#include "ui/panels/segmented.h"
#include "ui/plots/phase_view.h"

namespace arcscope::ui {

/// What the person chooses: the network, its draw, the activation, the trajectory. Writes to the session,
/// follows it.
class ControlPanel : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit ControlPanel(Session& session, QWidget* parent = nullptr);

  [[nodiscard]] ParameterControl* control(std::string_view key) const;  ///< null: not shown as a slider
  /// The plane of (sigma_w, sigma_b) beside its sliders, compact: a slider in two dimensions. What it asks
  /// for is up to the window.
  [[nodiscard]] PhaseView* phases() const { return m_phases; }
  /// Where the panel would be higher than `height`, the phases fold, until the person unfolds them.
  void setRoom(int height);
  void stopPlaying();
  /// What the panel is made of, by the keys of the setting where there is one: "sigma_w", "activation".
  [[nodiscard]] QStringList parts() const;
  [[nodiscard]] QString partTitle(const QString& part) const;
  [[nodiscard]] QWidget* part(const QString& part) const;  ///< null: there is none
  /// Those that are put away.
  [[nodiscard]] const QStringList& hiddenParts() const { return m_hiddenParts; }
  void setHiddenParts(const QStringList& parts);
  void reveal(const QString& part);  ///< unfolds what holds it
  void chooseActivation(int index);  ///< in the order of the buttons, from 0
  /// Lights "corners" or "draw" while the plane is being drawn on; none: what the setting says.
  void showDrawing(std::optional<core::Trajectory> kind);
  [[nodiscard]] QSize sizeHint() const override;

 public Q_SLOTS:
  void chooseSigmas(double sigmaW, double sigmaB);  ///< a gesture, until Session::endGesture()

 Q_SIGNALS:
  void rewindRequested();
  void drawingRequested(arcscope::core::Trajectory kind);  ///< Polyline or Freehand: draw on the plane
  void dataRequested();                                    ///< end points that are points of a data set
  void refused(const QString& sentence);

 protected:
  void paintEvent(QPaintEvent*) override;
  void themeChanged() override;

 private:
  void addParameter(std::string_view key, QLayout* layout);
  QLayout* buildHead();
  void buildPhases(QLayout* layout);
  QWidget* buildDraw();
  QWidget* buildActivations();
  QWidget* buildMore();
  QLabel* heading(const QString& text);
  void change(const QString& gesture, const std::function<void(core::Setting&)>& edit);
  void readSeed();
  void follow();
  void collectParts();
  void chooseTrajectory(int index);
  void chooseEndpoints(int index);

  Session& m_session;
  struct Part {
    QString name;
    QString title;
    QWidget* widget;
  };
  std::vector<Part> m_parts;
  QStringList m_hiddenParts;
  std::vector<ParameterControl*> m_controls;
  std::vector<ActivationButton*> m_activations;
  std::vector<QLabel*> m_headings;
  std::vector<QLabel*> m_captions;
  QWidget* m_draw = nullptr;
  QWidget* m_activationBox = nullptr;
  Button* m_phasesToggle = nullptr;
  PhaseView* m_phases = nullptr;
  bool m_foldChosen = false;  ///< by the person
  QLineEdit* m_seed = nullptr;
  Button* m_newDraw = nullptr;
  Segmented* m_trajectory = nullptr;
  Segmented* m_endpoints = nullptr;
  Button* m_moreToggle = nullptr;
  QWidget* m_more = nullptr;
  Button* m_law = nullptr;
  Button* m_named = nullptr;
  QLabel* m_fileNote = nullptr;
  Button* m_closeFile = nullptr;
  std::optional<core::Trajectory> m_drawing;
};

}  // namespace arcscope::ui
