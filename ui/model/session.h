#pragma once
#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>
#include <vector>

#include "core/explorer/snapshot.h"
#include "ui/model/display.h"
#include "ui/model/pins.h"

namespace arcscope::ui {

/// Everything a person set, at one moment.
struct Scene {
  core::Subject subject;
  core::ViewChoice view;
  DisplayChoice display;
  std::vector<Pin> pins;  ///< seen in `view` as well
  friend bool operator==(const Scene&, const Scene&) = default;
};

/// The one source of what the person chose. Controls write to it and follow it; each accepted change is a
/// step of undo. A setting that validate() refuses is never taken: `refused` says why and the old one stays.
/// GUI thread only.
class Session : public QObject {
  Q_OBJECT

 public:
  explicit Session(QObject* parent = nullptr);
  ~Session() override;

  [[nodiscard]] const Scene& scene() const { return m_steps[m_current]; }
  [[nodiscard]] const core::Subject& subject() const { return scene().subject; }
  [[nodiscard]] const core::Setting& setting() const { return subject().setting; }
  [[nodiscard]] const core::ViewChoice& view() const { return scene().view; }
  [[nodiscard]] const DisplayChoice& display() const { return scene().display; }
  [[nodiscard]] bool canUndo() const { return m_current > 0; }
  [[nodiscard]] bool canRedo() const { return m_current + 1 < m_steps.size(); }
  /// Whether another seed means other numbers: of the network, or of the ends of its curve.
  [[nodiscard]] bool canDraw() const;
  [[nodiscard]] bool showsFile() const { return subject().loaded != nullptr; }

  /// Takes `setting`; its file names must be those in force (see openNetwork).
  /// @param gesture changes in a row with the same non-empty name are one step of undo, until endGesture() or
  /// a pause.
  /// @return false when it was refused.
  bool setSetting(core::Setting setting, const QString& gesture = {});
  void setSubject(core::Subject subject);  ///< a step of undo of its own
  /// A network in training (core/training/trained_subject.h): a step of undo when it is the first one, else
  /// in the place of the one before. What the person chose meanwhile of curve and measuring stays.
  void showTrained(const core::Subject& trained);
  void setView(const core::ViewChoice& view);  ///< a step of undo
  /// What the views were told. @param gesture as of setSetting().
  void setDisplay(const DisplayChoice& display, const QString& gesture = {});
  void amendDisplay(const DisplayChoice& display);  ///< the step that is on view holds it: no step of its own
  [[nodiscard]] const std::vector<Pin>& pins() const { return scene().pins; }
  void setPins(std::vector<Pin> pins);  ///< a step of undo; the first mostPins
  void completePin(const Pin& pin);     ///< something of it was computed: no step
  /// All at once, as one step of undo; refused() where the subject cannot be. @param gesture as of
  /// setSetting().
  void setScene(Scene scene, const QString& gesture = {});
  void restart(core::Subject subject);  ///< begins with `subject`, nothing to undo; emits settingChanged
  void restart(Scene scene);

 public Q_SLOTS:
  void endGesture();
  void undo();
  void redo();
  void resetToDefaults();
  void newDraw();  ///< the next seed: other networks, everything else stays
  /// Reads the network file on a thread of its own; then networkOpened, or refused.
  void openNetwork(const QString& file);
  void closeNetwork();  ///< back to random networks of the depth and width before the file
  /// The setting as JSON on the clipboard, and back.
  void copySetting() const;
  void pasteSetting();

 Q_SIGNALS:
  void settingChanged();
  void viewChanged();
  void pinsChanged();     ///< which there are, or what is known of them
  void displayChanged();  ///< by undo, redo, setScene() or restart(): the views are to follow
  void historyChanged();
  void refused(const QString& sentence);
  void networkOpened(const QString& file);

 private:
  bool push(Scene scene, const QString& gesture);
  void goTo(std::size_t step);
  void tellWhatChanged(const Scene& before);
  void readFiles(core::Setting setting, bool activationChosen,
                 std::function<void(const core::Subject&)> take);

  std::vector<Scene> m_steps;
  std::size_t m_current = 0;
  QString m_gesture;
  QTimer m_gesturePause;
  core::Setting m_beforeFile;
  std::uint64_t m_opening = 0;  // number of the newest openNetwork
};

/// What the setting means for what was read from files: the loaded network and plane that still apply.
[[nodiscard]] core::Subject rebound(const core::Subject& before, core::Setting setting);

}  // namespace arcscope::ui
