#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QImage>
#include <QLineEdit>
#include <QMimeData>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include "core/explorer/explorer.h"
#include "ui/figures/export_dialog.h"
#include "ui/figures/figure_of_view.h"
#include "ui/figures/figure_preview.h"
#include "ui/plots/length_view.h"
#include "ui/plots/trajectory_grid.h"

using namespace arcscope::ui;
namespace core = arcscope::core;

namespace {

SnapshotPtr smallSnapshot(core::Quality quality) {
  core::Subject subject;
  subject.setting.depth = 3;
  subject.setting.width = 12;
  subject.setting.points = 64;
  core::ExplorerCache cache;
  return core::explore(subject, {}, quality, cache);
}

}  // namespace

class TestExportDialog : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    loadEmbeddedFonts();
    QCoreApplication::setOrganizationName(QStringLiteral("ArcscopeTest"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_directory.path());
  }
  void init() {
    // The offscreen platform cannot hint sizes and says so for every dialog.
    QTest::failOnWarning(
        QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints).*")));
    QSettings().clear();
  }

  void figureOfTheLayers_isStudiedFirst_thenSaved() {
    const SnapshotPtr snapshot = smallSnapshot(core::Quality::Full);
    ExportDialog dialog(snapshot, {.kind = FigureKind::Gradients}, Theme::Kind::Light);
    dialog.show();
    QTRY_VERIFY(!dialog.isComputing());
    auto* figure = dialog.findChild<QComboBox*>(QStringLiteral("figureBox"));
    figure->setCurrentIndex(figure->findData(static_cast<int>(FigureKind::Similarity)));
    QTRY_VERIFY(!dialog.isComputing());
    auto* kind = dialog.findChild<QComboBox*>(QStringLiteral("figureFormatBox"));
    kind->setCurrentIndex(kind->findData(static_cast<int>(FileKind::Csv)));
    const QString file = m_directory.filePath(QStringLiteral("similarity.csv"));
    dialog.findChild<QLineEdit*>(QStringLiteral("figureFileEdit"))->setText(file);
    QTest::mouseClick(button(dialog, "figureSaveButton"), Qt::LeftButton);
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    int numbers = 0;
    for (const QByteArray& line : saved.readAll().split('\n'))
      numbers += !line.isEmpty() && !line.startsWith('#');
    QCOMPARE(numbers, 1 + 4 * 4);
  }

  void opened_onALiveSnapshot_computesTheFullOneBeforeItSaves() {
    ExportDialog dialog(smallSnapshot(core::Quality::Live), {}, Theme::Kind::Light);
    dialog.show();
    QSignalSpy computed(&dialog, &ExportDialog::computed);
    if (dialog.isComputing()) {
      QVERIFY(!button(dialog, "figureSaveButton")->isEnabled());
      QVERIFY(computed.wait());
    }
    QVERIFY(button(dialog, "figureSaveButton")->isEnabled());
  }

  void dichotomies_chosen_areCountedFirst_andGivenUpWithTheChoice() {
    ExportDialog dialog(smallSnapshot(core::Quality::Full), {.kind = FigureKind::Lengths},
                        Theme::Kind::Light);
    dialog.show();
    auto* figures = dialog.findChild<QComboBox*>(QStringLiteral("figureBox"));
    const auto choose = [&](FigureKind kind) {
      figures->setCurrentIndex(figures->findData(static_cast<int>(kind)));
    };
    QVERIFY(!dialog.isComputing());
    choose(FigureKind::Dichotomies);
    QVERIFY(dialog.isComputing() && !button(dialog, "figureSaveButton")->isEnabled());
    choose(FigureKind::Lengths);
    QVERIFY(!dialog.isComputing() && button(dialog, "figureSaveButton")->isEnabled());
    choose(FigureKind::Dichotomies);
    QTRY_VERIFY(!dialog.isComputing());
    QVERIFY(button(dialog, "figureSaveButton")->isEnabled());
    const QString file = m_directory.filePath(QStringLiteral("dichotomies.svg"));
    typeFile(dialog, file);
    QTest::mouseClick(button(dialog, "figureSaveButton"), Qt::LeftButton);
    QVERIFY2(QFileInfo(file).size() > 1000, qPrintable(dialog.message()));
  }

  void closed_whileComputing_endsAtOnce() {
    core::Subject subject;
    subject.setting.depth = 40;
    subject.setting.width = 600;
    subject.setting.points = 4000;
    auto snapshot = std::make_shared<core::Snapshot>(*smallSnapshot(core::Quality::Live));
    snapshot->subject = subject;
    auto dialog =
        std::make_unique<ExportDialog>(snapshot, FigureChoice{.kind = FigureKind::Plane}, Theme::Kind::Light);
    dialog.reset();  // hangs here if the computation is not stopped
    QVERIFY(dialog == nullptr);
  }

  void save_writesWhatIsChosen_data() {
    QTest::addColumn<QString>("kind");
    for (const FileKind kind : allFileKinds) QTest::newRow(qPrintable(name(kind))) << name(kind);
  }
  void save_writesWhatIsChosen() {
    QFETCH(QString, kind);
    ExportDialog dialog(smallSnapshot(core::Quality::Full), {.kind = FigureKind::Grid}, Theme::Kind::Light);
    dialog.show();
    auto* kinds = dialog.findChild<QComboBox*>(QStringLiteral("figureFormatBox"));
    kinds->setFocus();
    kinds->setCurrentIndex(kinds->findData(static_cast<int>(*fileKindFromName(kind))));
    const QString file = m_directory.filePath(QStringLiteral("saved.") + kind);
    typeFile(dialog, file);
    QTest::mouseClick(button(dialog, "figureSaveButton"), Qt::LeftButton);
    QVERIFY2(QFileInfo(file).size() > 100, qPrintable(dialog.message()));
    QVERIFY(dialog.message().contains(QStringLiteral("Saved")));
  }

  void nameLeftEmpty_isAskedFor_andNothingIsWritten() {
    ExportDialog dialog(smallSnapshot(core::Quality::Full), {.kind = FigureKind::Lengths},
                        Theme::Kind::Light);
    dialog.show();
    typeFile(dialog, m_directory.filePath(QStringLiteral(".pdf")));
    QTest::mouseClick(button(dialog, "figureSaveButton"), Qt::LeftButton);
    QCOMPARE(dialog.message(), QStringLiteral("The file needs a name."));
    dialog.findChild<QLineEdit*>(QStringLiteral("figureFileEdit"))->clear();
    QTest::mouseClick(button(dialog, "figureSaveButton"), Qt::LeftButton);
    QCOMPARE(dialog.message(), QStringLiteral("The file needs a name."));
    QVERIFY(!QFile::exists(m_directory.filePath(QStringLiteral(".pdf"))));
  }

  void nameTyped_setsTheFormat_andIsGivenAnEnding() {
    ExportDialog dialog(smallSnapshot(core::Quality::Full), {.kind = FigureKind::Lengths},
                        Theme::Kind::Light);
    dialog.show();
    const QString file = m_directory.filePath(QStringLiteral("typed"));
    typeFile(dialog, file + QStringLiteral(".PDF"));
    auto* kind = dialog.findChild<QComboBox*>(QStringLiteral("figureFormatBox"));
    QCOMPARE(kind->currentData().toInt(), static_cast<int>(FileKind::Pdf));
    QTest::mouseClick(button(dialog, "figureSaveButton"), Qt::LeftButton);
    QFile pdf(file + QStringLiteral(".PDF"));
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    QVERIFY(pdf.readAll().startsWith("%PDF"));
    typeFile(dialog, file + QStringLiteral(".v2"));
    QTest::mouseClick(button(dialog, "figureSaveButton"), Qt::LeftButton);
    QVERIFY2(QFile::exists(file + QStringLiteral(".v2.pdf")), qPrintable(dialog.message()));
  }

  void save_overAnExistingFile_asksOnce() {
    ExportDialog dialog(smallSnapshot(core::Quality::Full), {.kind = FigureKind::Lengths},
                        Theme::Kind::Light);
    dialog.show();
    const QString file = m_directory.filePath(QStringLiteral("there.svg"));
    QFile there(file);
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write("old");
    there.close();
    typeFile(dialog, file);
    QTest::mouseClick(button(dialog, "figureSaveButton"), Qt::LeftButton);
    QCOMPARE(QFileInfo(file).size(), 3);
    QCOMPARE(button(dialog, "figureSaveButton")->text(), QStringLiteral("Replace"));
    QTest::mouseClick(button(dialog, "figureSaveButton"), Qt::LeftButton);
    QVERIFY(QFileInfo(file).size() > 1000);
  }

  void save_toAnImpossiblePlace_saysWhy() {
    ExportDialog dialog(smallSnapshot(core::Quality::Full), {.kind = FigureKind::Lengths},
                        Theme::Kind::Light);
    dialog.show();
    typeFile(dialog, QStringLiteral("/nowhere/figure.svg"));
    QTest::mouseClick(button(dialog, "figureSaveButton"), Qt::LeftButton);
    QVERIFY2(dialog.message().contains(QStringLiteral("/nowhere")), qPrintable(dialog.message()));
  }

  void copy_putsPictureAndSvgOnTheClipboard() {
    ExportDialog dialog(smallSnapshot(core::Quality::Full), {.kind = FigureKind::Lengths},
                        Theme::Kind::Light);
    dialog.show();
    QTest::mouseClick(button(dialog, "figureCopyButton"), Qt::LeftButton);
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    QVERIFY(data->data(QStringLiteral("image/svg+xml")).contains("<svg"));
    QCOMPARE(qvariant_cast<QImage>(data->imageData()).size(), QSize(1890, 1063));
  }

  void preview_followsTheChoices() {
    ExportDialog dialog(smallSnapshot(core::Quality::Full), {.kind = FigureKind::Lengths}, Theme::Kind::Dark);
    dialog.show();
    auto* preview = dialog.findChild<FigurePreview*>(QStringLiteral("figurePreview"));
    QTRY_VERIFY(!preview->image().isNull());
    const QImage before = preview->image();
    QVERIFY(before.pixelColor(2, 2).lightness() > 200);
    auto* themes = dialog.findChild<QComboBox*>(QStringLiteral("figureThemeBox"));
    themes->setFocus();
    QTest::keyClick(themes, Qt::Key_Down);
    QTRY_VERIFY(preview->image().pixelColor(2, 2).lightness() < 60);
    auto* width = dialog.findChild<QDoubleSpinBox*>(QStringLiteral("figureWidthBox"));
    width->setFocus();
    width->selectAll();
    QTest::keyClicks(width, QStringLiteral("45"));
    QTest::keyClick(width, Qt::Key_Tab);
    QTRY_VERIFY(preview->image().height() > preview->image().width());
  }

  void regions_fields_changeWhatTheFigureShows() {
    ExportDialog dialog(smallSnapshot(core::Quality::Full), {.kind = FigureKind::Lengths},
                        Theme::Kind::Light);
    dialog.show();
    auto* fill = dialog.findChild<QComboBox*>(QStringLiteral("figureFillBox"));
    auto* layers = dialog.findChild<QSpinBox*>(QStringLiteral("figureRegionLayersBox"));
    auto* part = dialog.findChild<QLineEdit*>(QStringLiteral("figureRectangleEdit"));
    QVERIFY(!fill->isVisible());
    auto* figures = dialog.findChild<QComboBox*>(QStringLiteral("figureBox"));
    figures->setCurrentIndex(figures->findData(static_cast<int>(FigureKind::Regions)));
    QVERIFY(fill->isVisible() && layers->isVisible() && part->isVisible());
    QTRY_VERIFY(!dialog.isComputing());
    auto* kinds = dialog.findChild<QComboBox*>(QStringLiteral("figureFormatBox"));
    kinds->setCurrentIndex(kinds->findData(static_cast<int>(FileKind::Csv)));
    const QString file = m_directory.filePath(QStringLiteral("regions.csv"));
    typeFile(dialog, file);
    const auto save = [&] {
      QTest::mouseClick(button(dialog, "figureSaveButton"), Qt::LeftButton);
      if (button(dialog, "figureSaveButton")->text() == QStringLiteral("Replace"))
        QTest::mouseClick(button(dialog, "figureSaveButton"), Qt::LeftButton);
      QFile saved(file);
      return saved.open(QIODevice::ReadOnly) ? saved.readAll() : QByteArray();
    };
    const QByteArray three = save();
    QVERIFY2(three.contains("\nregion,area,a,b\n"), three.left(400).constData());
    layers->setFocus();
    layers->selectAll();
    QTest::keyClicks(layers, QStringLiteral("1"));
    QTRY_VERIFY(!dialog.isComputing());
    const QByteArray one = save();
    QVERIFY(one.count('\n') < three.count('\n'));
    part->setFocus();
    QTest::keyClicks(part, QStringLiteral("0, 0, 0.5, 0.5"));
    QTest::keyClick(part, Qt::Key_Return);
    QTRY_VERIFY(!dialog.isComputing());
    const QByteArray quarter = save();
    QVERIFY(quarter.count('\n') < one.count('\n'));
    fill->setFocus();
    fill->setCurrentIndex(static_cast<int>(RegionFill::Slope));
    QTRY_VERIFY(!dialog.isComputing());
    QVERIFY(save().contains("\nregion,area,a,b,slope_a,slope_b\n"));
    part->setFocus();
    part->selectAll();
    QTest::keyClicks(part, QStringLiteral("1, 0, 0.5, 0.5"));
    QTest::keyClick(part, Qt::Key_Tab);
    QVERIFY2(dialog.message().contains(QStringLiteral("a0, b0, a1, b1")), qPrintable(dialog.message()));
  }

  void choices_areRemembered() {
    {
      ExportDialog dialog(smallSnapshot(core::Quality::Full), {.kind = FigureKind::Lengths},
                          Theme::Kind::Light);
      dialog.show();
      dialog.findChild<QSpinBox*>(QStringLiteral("figureDpiBox"))->setValue(150);
      dialog.findChild<QDoubleSpinBox*>(QStringLiteral("figureWidthBox"))->setValue(84.0);
      auto* kinds = dialog.findChild<QComboBox*>(QStringLiteral("figureFormatBox"));
      kinds->setCurrentIndex(kinds->findData(static_cast<int>(FileKind::Png)));
      typeFile(dialog, m_directory.filePath(QStringLiteral("remember.png")));
      QTest::mouseClick(button(dialog, "figureSaveButton"), Qt::LeftButton);
    }
    const ExportDialog again(smallSnapshot(core::Quality::Full), {.kind = FigureKind::Grid},
                             Theme::Kind::Light);
    QCOMPARE(again.findChild<QSpinBox*>(QStringLiteral("figureDpiBox"))->value(), 150);
    QCOMPARE(again.findChild<QDoubleSpinBox*>(QStringLiteral("figureWidthBox"))->value(), 84.0);
    QCOMPARE(again.findChild<QComboBox*>(QStringLiteral("figureFormatBox"))->currentData().toInt(),
             static_cast<int>(FileKind::Png));
    QVERIFY(again.fileName().startsWith(m_directory.path()));
    QVERIFY(again.fileName().endsWith(QStringLiteral("arcscope-grid-seed3.png")));
  }

  void choiceOfAView_isWhatItShows() {
    TrajectoryGrid grid;
    grid.setSnapshot(smallSnapshot(core::Quality::Full));
    grid.setCommonScale(true);
    grid.setOpenLayer(2);
    QCOMPARE(figureChoiceOf(&grid).kind, FigureKind::Grid);
    QCOMPARE(figureChoiceOf(&grid).layer, 2);
    QVERIFY(figureChoiceOf(&grid).commonScale);
    const LengthView lengths;
    QCOMPARE(figureChoiceOf(&lengths).kind, FigureKind::Lengths);
    QCOMPARE(figureChoiceOf(nullptr).kind, FigureKind::Page);
  }

 private:
  static QAbstractButton* button(const QDialog& dialog, const char* name) {
    return dialog.findChild<QAbstractButton*>(QLatin1String(name));
  }
  static void typeFile(ExportDialog& dialog, const QString& file) {
    auto* edit = dialog.findChild<QLineEdit*>(QStringLiteral("figureFileEdit"));
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, file);
    QCOMPARE(dialog.fileName(), file);
  }

  QTemporaryDir m_directory;
};

QTEST_MAIN(TestExportDialog)
#include "tst_export_dialog.moc"
