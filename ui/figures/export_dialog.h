#pragma once
#include <QDialog>
#include <QTimer>
#include <thread>

#include "ui/figures/figure_file.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace arcscope::ui {

class Button;
class FigurePreview;
class RegionFields;

/// Chooses figure, kind of file, size and theme, shows what will come out, writes or copies it. The figure is
/// computed at full quality in the background, as the command line does; until then the preview shows what is
/// on the screen and nothing can be written. Choices are remembered in QSettings.
class ExportDialog : public QDialog {
  Q_OBJECT

 public:
  /// @param shown what is on the screen. @param theme of the window.
  ExportDialog(SnapshotPtr shown, const FigureChoice& choice, Theme::Kind theme, QWidget* parent = nullptr);
  ~ExportDialog() override;

  [[nodiscard]] bool isComputing() const { return m_computing; }
  [[nodiscard]] QString fileName() const;
  [[nodiscard]] QString message() const;

 public Q_SLOTS:
  void save();
  void copy();

 Q_SIGNALS:
  void computed();  ///< the figure at full quality is there

 private:
  void build();
  void restore();
  void remember() const;
  /// Done in the background: what it answers is then called here, and the message of an exception said.
  using Work = std::function<std::function<void()>(const std::stop_token&)>;
  void compute(const QString& saying, Work work);
  void computeFull();
  void computeRegions();
  void computePrior();
  void computeDichotomies();
  void computeStudy();
  void computeWhatLacks();
  void partIsThere(const QString& remark = {});
  [[nodiscard]] bool lacksPart() const;  ///< regions, a prior, labelings or a study, which take a while
  void take(const SnapshotPtr& full);
  void choicesChanged();
  void takeRegionChoice();
  void refreshPreview();
  void browse();
  void say(const QString& text, bool bad = false);
  [[nodiscard]] FigureStyle style() const;
  [[nodiscard]] FileKind kind() const;
  void takeKindFromName();  ///< a name in .pdf is to become a PDF

  SnapshotPtr m_snapshot;
  FigureChoice m_choice;
  RegionMapPtr m_regions;  ///< of m_choice, once they are computed
  Theme::Kind m_windowTheme;
  std::unique_ptr<FigureSource> m_source;
  FigureKind m_inWork =
      FigureKind::Page;  ///< the figure for which more than the snapshot is computed; Page: none
  int m_asked = 0;       ///< how often something was computed: only the last answer counts
  bool m_computing = true;
  bool m_nameChosen = false;  ///< by the person: no longer follows the choices
  QString m_replace;          ///< the existing file that a second press of Save replaces
  QTimer m_previewLater;

  FigurePreview* m_preview;
  QComboBox* m_figure;
  QSpinBox* m_layer;
  RegionFields* m_regionFields;
  QComboBox* m_kind;
  QDoubleSpinBox* m_width;
  QDoubleSpinBox* m_height;
  QSpinBox* m_dpi;
  QComboBox* m_theme;
  QCheckBox* m_commonScale;
  QCheckBox* m_outlines;
  QCheckBox* m_sideBySide;  ///< hidden where nothing is pinned
  QLineEdit* m_file;
  QLabel* m_message;
  Button* m_copy;
  Button* m_save;
  std::jthread m_worker;  // last: stops and joins before the rest goes
};

/// Opens the dialog for what is on the screen. It deletes itself when closed.
ExportDialog* openExportDialog(QWidget* parent, const View* view, SnapshotPtr shown, Theme::Kind theme);

}  // namespace arcscope::ui
