#pragma once
#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "ui/lecture/tour_guide.h"
#include "ui/model/animator.h"
#include "ui/model/comparison.h"
#include "ui/model/dichotomy_service.h"
#include "ui/model/ensemble_service.h"
#include "ui/model/experiment_service.h"
#include "ui/model/explorer_service.h"
#include "ui/model/family_service.h"
#include "ui/model/focus.h"
#include "ui/model/layer_study_service.h"
#include "ui/model/learning_data.h"
#include "ui/model/phase_service.h"
#include "ui/model/pin_service.h"
#include "ui/model/prior_service.h"
#include "ui/model/region_service.h"
#include "ui/model/session.h"
#include "ui/model/theme.h"
#include "ui/model/theory_service.h"
#include "ui/model/training_link.h"

class QMenu;
class QScrollArea;
class QSplitter;
class QStackedLayout;

namespace arcscope::ui {

class AnimationDialog;
class BottomBar;
class Card;
class CardColumn;
class ControlPanel;
class DataPicker;
class DichotomiesView;
class FamilyView;
class Gallery;
class GridToolbar;
class HeaderBar;
class HelpWindow;
class MessageBar;
class PhaseView;
class PlaneView;
class PointerRings;
class PriorView;
class Presentation;
struct Preset;
struct ExperimentOrder;
struct LearningRequest;
class ShortcutsOverlay;
class ExperimentTools;
class ExperimentView;
class TrainingLengthsView;
class TrainingTools;
class TourEditor;
class TourPanel;
class TrainingView;
class TrajectoryGrid;
class TransitionsView;
class View;
struct ReadSession;
struct SessionContent;

/// The window: controls on the left, images in the middle, measures on the right, the shared t below.
class MainWindow : public QWidget {
  Q_OBJECT

 public:
  struct Options {
    core::Subject subject;
    bool remember = false;  ///< theme, geometry and arrangement are kept from run to run
  };

  explicit MainWindow(const Options& options);
  ~MainWindow() override;

  [[nodiscard]] Session& session() { return m_session; }
  [[nodiscard]] Focus& focusModel() { return m_focus; }
  [[nodiscard]] LearningData& learningData() { return m_learningData; }
  [[nodiscard]] ExplorerService& service() { return *m_service; }
  [[nodiscard]] const RegionService& regionService() const { return *m_regionService; }
  [[nodiscard]] RegionService& regionService() { return *m_regionService; }
  [[nodiscard]] Comparison& comparison() { return m_comparison; }
  [[nodiscard]] const TheoryService& theoryService() const { return *m_theoryService; }
  [[nodiscard]] const EnsembleService& ensembleService() const { return *m_ensembleService; }
  [[nodiscard]] const DichotomyService& dichotomyService() const { return *m_dichotomyService; }
  [[nodiscard]] const FamilyService& familyService() const { return *m_familyService; }
  [[nodiscard]] const LayerStudyService& studyService() const { return *m_studyService; }
  [[nodiscard]] const PinService& pinService() const { return *m_pinService; }
  [[nodiscard]] TrainingService& trainingService() { return *m_trainingService; }
  [[nodiscard]] ExperimentService& experimentService() { return *m_experimentService; }
  [[nodiscard]] ControlPanel* controls() const { return m_controls; }
  [[nodiscard]] TrajectoryGrid* grid() const { return m_grid; }
  [[nodiscard]] BottomBar* bottomBar() const { return m_bottom; }
  [[nodiscard]] CardColumn* cardColumn() const { return m_column; }
  [[nodiscard]] DataPicker* dataPicker() const { return m_picker; }
  [[nodiscard]] MessageBar* messageBar() const { return m_message; }
  [[nodiscard]] Presentation* presentation() const { return m_presentation.get(); }  ///< null: not presenting
  [[nodiscard]] const SnapshotPtr& snapshot() const { return m_snapshot; }
  [[nodiscard]] const Theme& theme() const { return m_theme; }
  [[nodiscard]] const QString& sessionFile() const { return m_sessionFile; }
  [[nodiscard]] TourGuide& tours() { return m_tours; }
  [[nodiscard]] TourPanel* tourPanel() const { return m_tourPanel; }
  [[nodiscard]] TourEditor* tourEditor() const;  ///< null: no tour is being edited
  [[nodiscard]] Animator& animator() { return *m_animator; }
  [[nodiscard]] AnimationDialog* animationDialog() const;  ///< null: not open
  /// Where what a tour points at stands in the window; empty: it is not on view.
  [[nodiscard]] QRect targetRect(const QString& target) const;
  [[nodiscard]] QStringList targets() const;  ///< all that a tour can point at
  /// The view with the keyboard focus or the pointer, else the trajectory grid: what Export means first.
  [[nodiscard]] View* currentView() const;

 public Q_SLOTS:
  void setTheme(const arcscope::ui::Theme& theme);
  void toggleTheme();
  void togglePresentation();
  void rewind();
  void
  stepBack();  ///< Escape: drawing, enlarged card, open layer, message, stretch of t; the first that applies
  void showMessage(const QString& sentence);
  void exportFigure(arcscope::ui::View* view);
  /// A session, a network, or a figure that carries its setting, told by its first bytes.
  void openFile(const QString& file);
  void openLink(const QString& link);
  void saveSession();  ///< to its file; asks for one where there is none
  void saveSessionAs();
  void saveSessionTo(const QString& file);
  void copyLink();
  void pin();  ///< what is on view; the newest of four makes room
  void paste();
  /// @param file where it came from; empty: nowhere that could be written to.
  void openTour(arcscope::ui::Tour tour, const QString& file);
  void openTourFile(const QString& file);
  void editTour();                      ///< the one that is open, else a new one
  void animate();                       ///< opens the dialog
  void openHelp(const QString& topic);  ///< empty: of what is pointed at or has the focus
  void restoreLastSession();            ///< as the window was left; does nothing where it never was
  void openGallery();
  /// Its setting as one step of undo, and the card of its figure large; a training begins, after a question
  /// where another one would be lost.
  void openPreset(const arcscope::ui::Preset& preset);

 Q_SIGNALS:
  /// The window has been painted with `snapshot` in every visible view; milliseconds since its setting was
  /// chosen.
  void framePainted(const arcscope::ui::SnapshotPtr& snapshot, double milliseconds);

 protected:
  bool event(QEvent*) override;
  bool eventFilter(QObject* object, QEvent* event) override;
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;
  void closeEvent(QCloseEvent*) override;
  void dragEnterEvent(QDragEnterEvent*) override;
  void dropEvent(QDropEvent*) override;

 private:
  void buildWidgets();
  void buildCards();
  void connectSession();
  void connectViews();
  void buildShortcuts();
  void addKey(const QKeySequence& key, const std::function<void()>& act);
  void connectLecture();
  void connectHelp();
  void placeTourPanel();
  void leaveTour();
  void showTourStep();
  void revealTargets(const QStringList& targets);
  void chooseTour();
  void openTourMenu(const QPoint& at);
  void openPresentMenu();
  void tellCurves();
  [[nodiscard]] QString targetTitle(const QString& target) const;
  [[nodiscard]] Theme presentationTheme() const;
  void readLecturePreferences();
  void writeLecturePreferences() const;
  void connectDisplay();
  void connectPins();
  void restorePin(int index);
  void connectRegions();
  void connectData();
  void connectComparison();
  void connectPhases();
  void connectDichotomies();
  void connectFamilies();
  void connectPrior();
  void connectStudies();
  void connectTraining();
  void showTraining();
  void forgetTraining(const std::function<void()>& then);
  void startTraining(const LearningRequest& request);
  void startExperiment(const LearningRequest& request, const ExperimentOrder& order);
  void saveTrained();
  void chooseData();
  void runExperiment(core::Experiment experiment, int repeats);
  void requestPins();
  void requestStudy();  ///< what the visible views need of the snapshot that is shown
  void requestEnsemble();
  void request();
  void takeSnapshot(const SnapshotPtr& snapshot);
  void zoom(double tBegin, double tEnd);
  void enlarge(Card* card, bool on);
  void startDrawing(core::Trajectory kind);
  void chooseFile();
  void openViewsMenu();
  void openHelpMenu();
  void addLanguages(QMenu& menu);
  void showPreset(const Preset& preset);
  void openFileMenu();
  [[nodiscard]] DisplayChoice displayOnView() const;
  void takeDisplay(const QString& gesture);
  void applyDisplay();
  [[nodiscard]] QString cardsWith(const QString& name) const;
  [[nodiscard]] SessionContent sessionContent() const;
  enum class SessionSource : std::uint8_t { File, Text, Last };
  void showSession(const ReadSession& read, SessionSource source);
  void setSessionFile(const QString& file);
  void remember(const QString& file);
  std::optional<core::Error> writeLastSession();
  void keepTrainedSession(const core::Subject& next);
  [[nodiscard]] bool closesAllTheSame(const core::Error& error);
  void readPreferences();
  void writePreferences() const;
  [[nodiscard]] std::vector<View*> views() const;

  Session m_session;
  Focus m_focus;
  Comparison m_comparison;
  LearningData m_learningData;
  TourGuide m_tours;
  QString m_tourFile;
  std::optional<SessionContent> m_beforeTour;  // how the window was when it opened
  int m_tourHeight = 0;                        // of its panel, the highest that a step needed
  QString m_presentationProfile;               // empty: as the window
  QString m_presentationScreen;                // empty: another one than the window's
  Theme m_theme = Theme::light();
  bool m_remember;
  QString m_sessionFile;           // empty: not saved yet
  int m_layerToOpen = -1;          // when the network is there that has it
  bool m_applyingDisplay = false;  // the views follow the session
  bool m_takingSnapshot = false;   // what they change now is the network's doing
  std::int64_t m_savedStep = -1;   // of the training, when it was written to a file
  SnapshotPtr m_snapshot;

  HeaderBar* m_header = nullptr;
  ControlPanel* m_controls = nullptr;
  QScrollArea* m_controlScroll = nullptr;
  QSplitter* m_splitter = nullptr;
  QWidget* m_middle = nullptr;
  QStackedLayout* m_stage = nullptr;
  GridToolbar* m_toolbar = nullptr;
  TrajectoryGrid* m_grid = nullptr;
  QWidget* m_enlargedHost = nullptr;
  Card* m_enlarged = nullptr;
  CardColumn* m_column = nullptr;
  QString m_defaultArrangement;
  std::vector<Card*> m_cards;
  TransitionsView* m_transitions = nullptr;
  PlaneView* m_plane = nullptr;
  PhaseView* m_phases = nullptr;
  DichotomiesView* m_dichotomies = nullptr;
  FamilyView* m_families = nullptr;
  PriorView* m_prior = nullptr;
  TrainingView* m_training = nullptr;
  TrainingLengthsView* m_trainingLengths = nullptr;
  TrainingTools* m_trainingTools = nullptr;
  ExperimentView* m_experiments = nullptr;
  ExperimentTools* m_experimentTools = nullptr;
  BottomBar* m_bottom = nullptr;
  DataPicker* m_picker = nullptr;
  MessageBar* m_message = nullptr;
  ShortcutsOverlay* m_shortcuts = nullptr;
  Gallery* m_gallery = nullptr;  // made when it is first opened
  std::unique_ptr<Presentation> m_presentation;
  Animator* m_animator = nullptr;
  TourPanel* m_tourPanel = nullptr;
  PointerRings* m_rings = nullptr;
  std::vector<QAction*> m_tourKeys;
  QPointer<TourEditor> m_tourEditor;
  QPointer<AnimationDialog> m_animationDialog;
  QPointer<HelpWindow> m_help;

  QElapsedTimer m_sinceChange;  // since the oldest setting that is not yet painted
  SnapshotPtr m_unpainted;
  // Until the snapshot is painted, which goes first.
  std::optional<RegionMapRequest> m_wantedRegions;
  std::optional<PriorRequest> m_wantedPrior;
  QElapsedTimer m_sinceFrameShown;
  // Last: they stop before anything they report to is gone.
  std::unique_ptr<FamilyService> m_familyService;
  std::unique_ptr<EnsembleService> m_ensembleService;
  std::unique_ptr<DichotomyService> m_dichotomyService;
  std::unique_ptr<PhaseService> m_phaseService;
  std::unique_ptr<PinService> m_pinService;
  std::unique_ptr<PriorService> m_priorService;
  std::unique_ptr<LayerStudyService> m_studyService;
  std::unique_ptr<TheoryService> m_theoryService;
  std::unique_ptr<RegionService> m_regionService;
  std::unique_ptr<ExplorerService> m_service;
  std::unique_ptr<ExperimentService> m_experimentService;
  std::unique_ptr<TrainingService> m_trainingService;
  std::unique_ptr<TrainingLink> m_trainingLink;
};

}  // namespace arcscope::ui
