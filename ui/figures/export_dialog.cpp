#include "ui/figures/export_dialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPointer>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>

#include "core/explorer/explorer.h"
#include "ui/figures/figure_captions.h"
#include "ui/figures/figure_of_view.h"
#include "ui/figures/figure_preview.h"
#include "ui/figures/region_fields.h"
#include "ui/panels/button.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

template <class Enumerator>
void select(QComboBox* box, Enumerator value) {
  box->setCurrentIndex(box->findData(static_cast<int>(value)));
}

}  // namespace

ExportDialog* openExportDialog(QWidget* parent, const View* view, SnapshotPtr shown, Theme::Kind theme) {
  if (shown == nullptr) return nullptr;
  auto* dialog = new ExportDialog(std::move(shown), figureChoiceOf(view), theme, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowModality(Qt::WindowModal);  // its figure is the one on view
  dialog->show();
  return dialog;
}

ExportDialog::ExportDialog(SnapshotPtr shown, const FigureChoice& choice, Theme::Kind theme, QWidget* parent)
    : QDialog(parent), m_snapshot(std::move(shown)), m_choice(choice), m_windowTheme(theme) {
  setObjectName(QStringLiteral("exportDialog"));
  setWindowTitle(tr("Export figure"));
  const Theme look = theme == Theme::Kind::Dark ? Theme::dark() : Theme::light();
  setFont(look.font());
  m_previewLater.setSingleShot(true);
  m_previewLater.setInterval(30);
  connect(&m_previewLater, &QTimer::timeout, this, &ExportDialog::refreshPreview);
  build();
  applyTheme(this, look);
  restore();
  choicesChanged();
  if (m_snapshot->quality == core::Quality::Full)
    take(m_snapshot);
  else
    computeFull();
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::restore() {
  const QSettings settings;
  const FigureStyle defaults;
  const auto read = [&](const char* key, const QVariant& fallback) {
    return settings.value(QStringLiteral("figure/") + QString::fromLatin1(key), fallback);
  };
  select(m_figure, m_choice.kind);
  m_layer->setValue(m_choice.layer);
  m_commonScale->setChecked(m_choice.commonScale);
  m_sideBySide->setChecked(m_choice.sideBySide);
  select(m_kind, fileKindFromName(read("format", QStringLiteral("svg")).toString()).value_or(FileKind::Svg));
  m_width->setValue(read("width", defaults.millimetres.width()).toDouble());
  m_height->setValue(read("height", defaults.millimetres.height()).toDouble());
  m_dpi->setValue(read("dpi", defaults.dpi).toInt());
  m_theme->setCurrentIndex(read("asShown", false).toBool() ? 1 : 0);
  m_outlines->setChecked(read("outlines", false).toBool());
}

void ExportDialog::remember() const {
  QSettings settings;
  const auto write = [&](const char* key, const QVariant& value) {
    settings.setValue(QStringLiteral("figure/") + QString::fromLatin1(key), value);
  };
  write("format", name(kind()));
  write("width", m_width->value());
  write("height", m_height->value());
  write("dpi", m_dpi->value());
  write("asShown", m_theme->currentIndex() == 1);
  write("outlines", m_outlines->isChecked());
  write("directory", QFileInfo(fileName()).absolutePath());
}

void ExportDialog::compute(const QString& saying, Work work) {
  m_computing = true;
  say(saying);
  const int asked = ++m_asked;
  const QPointer<ExportDialog> self(this);
  m_worker = std::jthread([self, asked, work = std::move(work)](const std::stop_token& stop) {
    std::function<void()> take;
    try {
      take = work(stop);
    } catch (const std::exception& exception) {
      take = [self, failure = QString::fromUtf8(exception.what())] { self->say(failure, true); };
    }
    if (stop.stop_requested()) return;
    QMetaObject::invokeMethod(
        qApp,
        [self, asked, take] {
          if (self != nullptr && asked == self->m_asked) take();
        },
        Qt::QueuedConnection);
  });
}

void ExportDialog::computeFull() {
  compute(tr("Computing at full quality\u2026"),
          [this, subject = m_snapshot->subject, view = m_snapshot->view,
           layer = std::max(1, m_choice.layer)](const std::stop_token& stop) -> std::function<void()> {
            core::ExplorerCache cache;
            const SnapshotPtr full = core::explore(subject, view, core::Quality::Full, cache, stop, layer);
            return [this, full] { take(full); };
          });
}

void ExportDialog::computeRegions() {
  compute(tr("Computing the regions\u2026"),
          [this, snapshot = m_snapshot, choice = m_choice](const std::stop_token& stop) {
            const RegionMapPtr map = regionsOfFigure(*snapshot, choice, stop);
            return [this, map] {
              m_regions = map;
              partIsThere(map ? map->limit : QString());
            };
          });
}

void ExportDialog::computePrior() {
  compute(tr("Drawing the networks\u2026"),
          [this, snapshot = m_snapshot, choice = m_choice](const std::stop_token& stop) {
            const PriorPtr prior = priorOfFigure(*snapshot, choice, stop);
            return [this, prior] {
              m_choice.prior = prior;
              partIsThere();
            };
          });
}

void ExportDialog::computeDichotomies() {
  const core::DichotomyRequest request{m_snapshot->subject, m_choice.inputs, m_choice.dichotomyDraws};
  if (const auto wrong = core::validate(request)) {
    m_computing = true;  // never done: there is nothing to save
    return say(coreText(wrong->message), true);
  }
  const auto observe = [self = QPointer<ExportDialog>(this)](const core::Dichotomies& known) {
    const QString text = tr("Counting labelings, %1 of %2\u2026").arg(known.done).arg(known.total());
    QMetaObject::invokeMethod(
        qApp,
        [self, text] {
          if (self != nullptr && self->m_inWork == FigureKind::Dichotomies) self->say(text);
        },
        Qt::QueuedConnection);
  };
  compute(tr("Counting labelings\u2026"),
          [this, observe, snapshot = m_snapshot, choice = m_choice](const std::stop_token& stop) {
            const core::DichotomiesPtr known = dichotomiesOfFigure(*snapshot, choice, observe, stop);
            return [this, known] {
              m_choice.dichotomies = known;
              partIsThere();
            };
          });
}

void ExportDialog::computeStudy() {
  compute(tr("Studying the layers\u2026"),
          [this, snapshot = m_snapshot, choice = m_choice](const std::stop_token& stop) {
            const core::LayerStudyPtr study = studyOfFigure(*snapshot, choice, stop);
            const std::vector<Pin> pins = pinsOfFigure(choice, stop);
            return [this, study, pins] {
              m_choice.study = study;
              m_choice.pins = pins;
              partIsThere();
            };
          });
}

void ExportDialog::partIsThere(const QString& remark) {
  m_inWork = FigureKind::Page;
  m_computing = false;
  say(remark);
  choicesChanged();
}

bool ExportDialog::lacksPart() const {
  if (m_choice.kind == FigureKind::Prior)
    return !m_choice.prior || !answers(*m_choice.prior, {m_snapshot->subject, m_choice.data});
  const core::LayerStudyPtr& study = m_choice.study;
  if (const core::LayerStudyParts needed = studyPartsOf(m_choice.kind); needed.any())
    return !study || !study->isOf(m_snapshot->subject, m_snapshot->view.image) ||
           !study->parts().include(needed) ||
           std::any_of(m_choice.pins.begin(), m_choice.pins.end(), [&](const Pin& pin) {
             return !pin.snapshot || lackingParts(pin, {.study = needed}).study.any();
           });
  if (showsTraining(m_choice.kind)) return !m_choice.training;
  return (m_choice.kind == FigureKind::Regions && !m_regions) ||
         (m_choice.kind == FigureKind::Dichotomies && !m_choice.dichotomies);
}

void ExportDialog::take(const SnapshotPtr& full) {
  m_snapshot = full;
  m_inWork = FigureKind::Page;
  m_computing = false;
  say(QString());
  choicesChanged();
  Q_EMIT computed();
}

FileKind ExportDialog::kind() const {
  return static_cast<FileKind>(m_kind->currentData().toInt());
}

FigureStyle ExportDialog::style() const {
  return {.millimetres = {m_width->value(), m_height->value()},
          .dpi = m_dpi->value(),
          .theme = figureTheme(static_cast<Theme::Kind>(m_theme->currentData().toInt())),
          .outlines = m_outlines->isChecked()};
}

QString ExportDialog::fileName() const {
  const QString text = m_file->text();
  return text.startsWith(QStringLiteral("~/")) ? QDir::homePath() + text.mid(1) : text;
}

void ExportDialog::takeKindFromName() {
  const std::optional<FileKind> named = fileKindFromName(QFileInfo(fileName()).suffix().toLower());
  if (!named || *named == kind()) return;
  const QString typed = fileName();
  const int place = m_file->cursorPosition();
  m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(*named)));
  m_file->setText(typed);
  m_file->setCursorPosition(place);
}

QString ExportDialog::message() const {
  return m_message->text();
}

void ExportDialog::choicesChanged() {
  m_choice.kind = static_cast<FigureKind>(m_figure->currentData().toInt());
  const bool raster = m_choice.kind == FigureKind::Raster || m_choice.kind == FigureKind::Page ||
                      m_choice.kind == FigureKind::Autocorrelation;
  const bool regions = m_choice.kind == FigureKind::Regions;
  const bool layered = raster || regions || m_choice.kind == FigureKind::Grid || kind() == FileKind::Npy;
  const bool picture = isPicture(kind());
  m_layer->setSpecialValueText(raster ? tr("the middle one") : regions ? tr("the last one") : tr("all"));
  m_choice.layer = layered ? m_layer->value() : -1;
  m_choice.commonScale = m_commonScale->isChecked();
  m_choice.sideBySide = m_sideBySide->isChecked();
  m_regionFields->setShown(regions);
  if (regions) takeRegionChoice();
  computeWhatLacks();
  m_layer->setEnabled(layered && !(regions && m_choice.fill != RegionFill::Pattern));
  const bool images = m_choice.kind == FigureKind::Grid || m_choice.kind == FigureKind::Page;
  m_commonScale->setEnabled(images);
  m_sideBySide->setEnabled(images);
  m_dpi->setEnabled(kind() == FileKind::Png);
  m_outlines->setEnabled(kind() == FileKind::Svg);
  for (QWidget* widget :
       {static_cast<QWidget*>(m_width), static_cast<QWidget*>(m_height), static_cast<QWidget*>(m_theme)})
    widget->setEnabled(picture);
  m_save->setEnabled(!m_computing);
  m_copy->setEnabled(!m_computing && picture);

  const QString ending = QLatin1Char('.') + name(kind());
  if (!m_nameChosen) {
    const QString fallback = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    const QString directory = QSettings().value(QStringLiteral("figure/directory"), fallback).toString();
    m_file->setText(QDir(directory).filePath(QStringLiteral("arcscope-%1-seed%2%3")
                                                 .arg(name(m_choice.kind))
                                                 .arg(m_snapshot->subject.setting.seed)
                                                 .arg(ending)));
  } else if (const QString suffix = QFileInfo(fileName()).suffix(); fileKindFromName(suffix)) {
    m_file->setText(fileName().chopped(suffix.size() + 1) + ending);
  }
  m_replace.clear();
  m_save->setText(tr("Save"));
  m_previewLater.start();
}

void ExportDialog::takeRegionChoice() {
  const FigureChoice before = m_choice;
  if (!m_regionFields->apply(m_choice))
    say(tr("A part of the plane is a0, b0, a1, b1 with a0 below a1 and b0 below b1, such as -3, -3, 3, 3."),
        true);
  const bool slope = m_choice.fill == RegionFill::Slope && before.fill != RegionFill::Slope;
  if (slope || m_choice.regionLayers != before.regionLayers || m_choice.rectangle != before.rectangle) {
    m_regions = nullptr;
    m_inWork = FigureKind::Page;  // whatever is under way is of another choice
  }
}

/// Begins what the chosen figure needs beside the snapshot, and gives up what it does not.
void ExportDialog::computeWhatLacks() {
  if (m_snapshot->quality != core::Quality::Full) return;
  const FigureKind lacking = lacksPart() ? m_choice.kind : FigureKind::Page;
  if (lacking == m_inWork) return;
  m_inWork = lacking;
  if (lacking == FigureKind::Regions) return computeRegions();
  if (lacking == FigureKind::Prior) return computePrior();
  if (lacking == FigureKind::Dichotomies) return computeDichotomies();
  if (showsTraining(lacking)) {
    m_computing = true;  // never done: there is nothing to save
    return say(tr("No network was trained: start a training in its view."), true);
  }
  if (studyPartsOf(lacking).any()) return computeStudy();
  m_worker = {};
  ++m_asked;
  m_computing = false;
  say(QString());
}

void ExportDialog::refreshPreview() {
  if (lacksPart())
    return m_preview->show(
        nullptr, style(),
        showsTraining(m_choice.kind) ? tr("No network was trained") : tr("The figure is being computed"));
  m_source = std::make_unique<FigureSource>(m_snapshot, m_choice, m_regions);
  const QString instead =
      isPicture(kind()) ? QString() : tr("%1: no picture to preview").arg(caption(kind()));
  m_preview->show(isPicture(kind()) ? m_source.get() : nullptr, style(), instead);
}

void ExportDialog::browse() {
  const QString file = QFileDialog::getSaveFileName(
      this, tr("Save figure"), fileName(), QStringLiteral("%1 (*.%2)").arg(caption(kind()), name(kind())));
  if (file.isEmpty()) return;
  m_nameChosen = true;
  m_file->setText(file);
  m_replace = file;  // the file dialog asked already
}

void ExportDialog::say(const QString& text, bool bad) {
  const Theme theme = m_windowTheme == Theme::Kind::Dark ? Theme::dark() : Theme::light();
  QPalette palette = m_message->palette();
  palette.setColor(QPalette::WindowText, bad ? theme.warning : theme.mutedText);
  m_message->setPalette(palette);
  m_message->setText(text);
}

void ExportDialog::save() {
  if (m_computing) return;
  if (const auto error = validate(style(), kind())) return say(coreText(error->message), true);
  if (QFileInfo(fileName()).completeBaseName().isEmpty()) return say(tr("The file needs a name."), true);
  if (!fileKindFromName(QFileInfo(fileName()).suffix()))
    m_file->setText(fileName() + QLatin1Char('.') + name(kind()));
  const QString file = fileName();
  if (QFileInfo(file).isFile() && m_replace != file) {
    m_replace = file;
    m_save->setText(tr("Replace"));
    return say(tr("%1 is there already.").arg(QFileInfo(file).fileName()), true);
  }
  const FigureSource source(m_snapshot, m_choice, m_regions);
  const auto error = writeFigureFile(source, style(), kind(), QFile::encodeName(file).toStdString());
  if (error) return say(coreText(error->message), true);
  remember();
  m_save->setText(tr("Save"));
  m_replace.clear();
  say(tr("Saved as %1.").arg(QFileInfo(file).fileName()));
}

void ExportDialog::copy() {
  if (m_computing) return;
  if (const auto error = validate(style(), FileKind::Png)) return say(coreText(error->message), true);
  const FigureSource source(m_snapshot, m_choice, m_regions);
  const PaintPage paint = [&](QPainter& painter, const QRectF& page, const Theme& theme) {
    source.paint(painter, page, theme);
  };
  auto* mime = new QMimeData;
  mime->setImageData(renderImage(style(), m_dpi->value(), paint));
  mime->setData(QStringLiteral("image/svg+xml"),
                renderFigure(FigureFormat::Svg, style(), source.info(), paint));
  QGuiApplication::clipboard()->setMimeData(mime);
  remember();
  say(tr("Copied as a picture and as SVG."));
}

}  // namespace arcscope::ui
