#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "ui/figures/figure_file.h"
#include "ui/figures/film_export.h"
#include "ui/figures/film_file.h"
#include "ui/model/animator.h"
#include "ui/plots/image_glide.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

core::Setting small() {
  core::Setting setting;
  setting.width = 12;
  setting.depth = 3;
  setting.points = 64;
  setting.refine = false;
  return setting;
}

Scene sceneOf(const core::Setting& setting) {
  Scene scene;
  scene.subject.setting = setting;
  return scene;
}

Animation moving(const char* parameter, double from, double to) {
  Animation animation;
  animation.parameter = parameter;
  animation.from = from;
  animation.to = to;
  animation.seconds = 0.5;
  return animation;
}

FilmStyle smallStyle() {
  return {.pixels = {160, 96}, .framesPerSecond = 8, .theme = figureTheme(Theme::Kind::Print)};
}

std::vector<QImage> framesOf(const Animation& animation, FigureKind kind) {
  Film film(animation, {.scene = sceneOf(small())}, {.kind = kind}, smallStyle());
  std::vector<QImage> frames;
  for (int i = 0; i < film.frames(); ++i) frames.push_back(film.paint(i, film.compute(i)));
  return frames;
}

/// A program of the name ffmpeg, first on the path while this lives, run in `folder`.
class StandIn {
 public:
  StandIn(const QString& folder, const char* script) : m_paths(qgetenv("PATH")) {
    const QString bin = folder + QStringLiteral("/bin");
    QDir().mkpath(bin);
    QFile file(bin + QStringLiteral("/ffmpeg"));
    if (!file.open(QIODevice::WriteOnly)) qFatal("no stand-in");
    file.write(QByteArray("#!/bin/sh\ncd '") + folder.toUtf8() + "'\n" + script + '\n');
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("PATH", bin.toUtf8() + ':' + m_paths);
  }
  ~StandIn() { qputenv("PATH", m_paths); }
  StandIn(const StandIn&) = delete;
  StandIn& operator=(const StandIn&) = delete;

 private:
  QByteArray m_paths;
};

}  // namespace

class AnimationTest : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;

  [[nodiscard]] std::string path(const char* name) const {
    return m_folder.filePath(QString::fromLatin1(name)).toStdString();
  }

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }

  void parameter_goesFromEndToEnd_asItsSliderSpreadsIt() {
    const Moment start{.scene = sceneOf(small())};
    const Animation sigma = moving("sigma_w", 1.0, 3.0);
    QVERIFY(!validate(sigma, start.scene));
    QCOMPARE(momentOf(sigma, start, 0.0).scene.subject.setting.sigmaW, 1.0);
    QCOMPARE(momentOf(sigma, start, 0.5).scene.subject.setting.sigmaW, 2.0);
    QCOMPARE(momentOf(sigma, start, 1.0).scene.subject.setting.sigmaW, 3.0);
    QCOMPARE(momentOf(moving("width", 10, 1000), start, 0.5).scene.subject.setting.width,
             100);                                                                         // logarithmic
    QCOMPARE(momentOf(moving("depth", 1, 4), start, 0.5).scene.subject.setting.depth, 3);  // whole
    QCOMPARE(momentOf(moving("t", 0.2, 0.6), start, 0.5).t, 0.4);
    QCOMPARE(momentOf(moving("t", 0.2, 0.6), start, 0.5).scene, start.scene);
  }

  void state_numbersGlide_andTheRestChangesHalfWay() {
    const Moment start{.scene = sceneOf(small())};
    Scene target = start.scene;
    target.subject.setting.sigmaW = 3.9;
    target.subject.setting.activation = core::Activation::Tanh;
    target.view.image = core::ImageKind::H;
    Animation animation;
    animation.kind = Animation::Kind::State;
    animation.target = std::make_shared<const Scene>(target);
    QVERIFY(!validate(animation, start.scene));
    QCOMPARE(momentOf(animation, start, 0.0).scene, start.scene);
    QCOMPARE(momentOf(animation, start, 1.0).scene, target);
    const Scene before = momentOf(animation, start, 0.49).scene;
    const Scene behind = momentOf(animation, start, 0.51).scene;
    QCOMPARE(before.subject.setting.activation, core::Activation::HardTanh);
    QCOMPARE(behind.subject.setting.activation, core::Activation::Tanh);
    QVERIFY(std::abs(before.subject.setting.sigmaW - behind.subject.setting.sigmaW) < 0.1);
    QVERIFY(before.subject.setting.sigmaW > 2.5 && before.subject.setting.sigmaW < 3.3);
  }

  void state_towardsGivenEndPoints_isASettingAllTheWay() {
    Scene given = sceneOf(small());
    given.subject.setting.inputDim = 5;
    given.subject.setting.endpoints = core::Endpoints::Given;
    given.subject.setting.endpointsFile = "ends.safetensors";
    given.subject.plane = std::make_shared<const core::Plane>(core::Plane{.origin = Eigen::VectorXd::Zero(5),
                                                                          .x0 = Eigen::VectorXd::Unit(5, 0),
                                                                          .x1 = Eigen::VectorXd::Unit(5, 1)});
    core::Setting drawn = small();
    drawn.inputDim = 40;
    drawn.sigmaW = 3.0;
    for (const bool backwards : {false, true}) {
      Animation animation;
      animation.kind = Animation::Kind::State;
      animation.target = std::make_shared<const Scene>(backwards ? given : sceneOf(drawn));
      const Scene start = backwards ? sceneOf(drawn) : given;
      QVERIFY(!validate(animation, start));
      for (double u = 0.0; u <= 1.0; u += 0.05) {
        const auto wrong = core::validate(momentOf(animation, {.scene = start}, u).scene.subject);
        QVERIFY2(!wrong, wrong ? wrong->message.c_str() : "");
      }
    }
  }

  void animation_thatCannotBe_isRefusedInASentence_data() {
    QTest::addColumn<QString>("parameter");
    QTest::addColumn<double>("to");
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown") << "colour" << 1.0 << 1.0 << "\"colour\" is no number that moves";
    QTest::newRow("beyond") << "sigma_w" << 99.0 << 1.0 << "99 is outside of that";
    QTest::newRow("t beyond") << "t" << 1.5 << 1.0 << "1.5 is outside of that";
    QTest::newRow("no time") << "t" << 1.0 << 0.0 << "takes 0.1 to 600 seconds";
    QTest::newRow("too large a network") << "width" << 4096.0 << 1.0 << "";
  }
  void animation_thatCannotBe_isRefusedInASentence() {
    QFETCH(QString, parameter);
    QFETCH(double, to);
    QFETCH(double, seconds);
    QFETCH(QString, says);
    Animation animation = moving(qPrintable(parameter), 0.5, to);
    animation.seconds = seconds;
    Scene start = sceneOf(small());
    if (says.isEmpty()) {  // 64 layers of 4096: more than the program takes
      animation.from = 12.0;
      start.subject.setting.depth = 64;
      start.subject.setting.points = 10'000'000;
      start.subject.setting.pointLimit = 10'000'000;
    }
    const auto wrong = validate(animation, start);
    QVERIFY(wrong);
    QVERIFY2(QString::fromStdString(wrong->message).contains(says), wrong->message.c_str());
  }

  void frames_passTheWholeWay_loopsCloseAndBothWaysReturn() {
    Animation animation = moving("t", 0.0, 1.0);
    const int once = frameCount(animation, 8);
    QCOMPARE(once, 4);
    QCOMPARE(framePosition(animation, 0, once), 0.0);
    QCOMPARE(framePosition(animation, once - 1, once), 1.0);
    animation.mode = Player::Mode::Loop;
    QCOMPARE(framePosition(animation, 3, 4), 0.75);
    animation.mode = Player::Mode::BackAndForth;
    QCOMPARE(frameCount(animation, 8), 8);
    QCOMPARE(framePosition(animation, 4, 8), 1.0);
    QCOMPARE(framePosition(animation, 6, 8), 0.5);
  }

  void glide_atItsEnds_isTheImageItself_andBetweenTheMean() {
    core::ExplorerCache cache;
    core::Subject subject;
    subject.setting = small();
    const SnapshotPtr snapshot = core::explore(subject, {}, core::Quality::Full, cache);
    const Eigen::MatrixXf& from = snapshot->layers[1].projected.points;
    const Eigen::MatrixXf& to = snapshot->layers[2].projected.points;
    const auto centred = [](const Eigen::MatrixXf& points) {
      const Eigen::VectorXf middle = 0.5F * (points.rowwise().maxCoeff() + points.rowwise().minCoeff());
      return Eigen::MatrixXf(points.colwise() - middle);
    };
    QVERIFY(gliding(snapshot, 1, 0.0, true)->layers[1].projected.points.isApprox(centred(from), 1e-5F));
    QVERIFY(gliding(snapshot, 1, 1.0, true)->layers[1].projected.points.isApprox(centred(to), 1e-5F));
    QVERIFY(gliding(snapshot, 1, 0.5, true)
                ->layers[1]
                .projected.points.isApprox(0.5F * (centred(from) + centred(to)), 1e-5F));
    QVERIFY(std::abs(gliding(snapshot, 1, 0.5, false)->layers[1].projected.points.cwiseAbs().maxCoeff() -
                     1.0F) < 0.5F);
  }

  void film_everyKindOfMove_changesThePicture() {
    Animation layers;
    layers.kind = Animation::Kind::Layers;
    layers.to = 3.0;
    layers.seconds = 0.5;
    for (const auto& [animation, kind] :
         {std::pair{moving("sigma_w", 1.0, 3.0), FigureKind::Page},
          std::pair{moving("t", 0.0, 0.6), FigureKind::Grid},
          std::pair{moving("t", 0.0, 0.6), FigureKind::Plane}, std::pair{layers, FigureKind::Grid}}) {
      const std::vector<QImage> frames = framesOf(animation, kind);
      QCOMPARE(frames.size(), 4U);
      for (std::size_t i = 1; i < frames.size(); ++i) QVERIFY(frames[i] != frames[i - 1]);
      QCOMPARE(frames.front().size(), QSize(160, 96));
    }
  }

  void film_twice_isTheSameToTheByte() {
    const Animation animation = moving("sigma_b", 0.1, 1.0);
    QCOMPARE(framesOf(animation, FigureKind::Lengths), framesOf(animation, FigureKind::Lengths));
  }

  void gif_readBack_hasTheFramesTheirTimesAndTheirColours() {
    Animation animation = moving("sigma_w", 1.0, 3.0);
    animation.mode = Player::Mode::Loop;
    const std::vector<QImage> frames = framesOf(animation, FigureKind::Grid);
    const std::string file = path("a.gif");
    auto writer = makeFilmWriter(FilmFormat::Gif, file, smallStyle(), 4, true);
    QVERIFY(bool(writer));
    for (const QImage& frame : frames) QVERIFY(!writer.value()->add(frame));
    QVERIFY(!QFile::exists(QString::fromStdString(file)));  // what stood there is lost at the end alone
    QVERIFY(!writer.value()->finish());
    QImageReader reader(QString::fromStdString(file));
    QCOMPARE(reader.imageCount(), 4);
    QCOMPARE(reader.loopCount(), -1);
    int hundredths = 0;
    for (const QImage& frame : frames) {
      const QImage read = reader.read();
      hundredths += reader.nextImageDelay() / 10;
      QCOMPARE(read.size(), frame.size());
      double away = 0.0;
      for (int y = 0; y < read.height(); ++y)
        for (int x = 0; x < read.width(); ++x) {
          const QColor a = read.pixelColor(x, y);
          const QColor b = frame.pixelColor(x, y);
          away +=
              std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
        }
      QVERIFY2(away / (read.width() * read.height()) < 6.0, qPrintable(QString::number(away)));
    }
    QCOMPARE(hundredths, 50);
  }

  void pngSequence_isAFileAFrame() {
    const std::vector<QImage> frames = framesOf(moving("sigma_w", 1.0, 3.0), FigureKind::Grid);
    auto writer = makeFilmWriter(FilmFormat::Png, path("b.png"), smallStyle(), 4, false);
    for (const QImage& frame : frames) QVERIFY(!writer.value()->add(frame));
    QVERIFY(!writer.value()->finish());
    for (int i = 0; i < 4; ++i) {
      const QImage read(QString::fromStdString(frameFile(path("b.png"), i, 4).string()));
      QCOMPARE(read.convertToFormat(QImage::Format_RGB32), frames[static_cast<std::size_t>(i)]);
    }
  }

  void video_withoutFfmpeg_saysSo() {
    const QByteArray paths = qgetenv("PATH");
    qputenv("PATH", "/nowhere");
    const auto without = makeFilmWriter(FilmFormat::Mp4, path("c.mp4"), smallStyle(), 4, false);
    qputenv("PATH", paths);
    QVERIFY(!without);
    QVERIFY(without.error().message.find("ffmpeg") != std::string::npos);
    FilmStyle odd = smallStyle();
    odd.pixels = {161, 96};
    const StandIn ffmpeg(m_folder.path(), "exit 0");
    QVERIFY(!makeFilmWriter(FilmFormat::Mp4, path("c.mp4"), odd, 4, false));
  }

  /// A stand-in for ffmpeg shows what it is handed, on machines without it too.
  void video_handsEveryPixelToFfmpeg_andTakesItsFileWhenItIsWhole() {
    const StandIn ffmpeg(m_folder.path(), "for last; do :; done; echo \"$@\" > words; cat > \"$last\"");
    const std::vector<QImage> frames = framesOf(moving("sigma_w", 1.0, 3.0), FigureKind::Grid);
    auto writer = makeFilmWriter(FilmFormat::Mp4, path("c.mp4"), smallStyle(), 4, false);
    QVERIFY(bool(writer));
    QByteArray pixels;
    for (const QImage& frame : frames) {
      QVERIFY(!writer.value()->add(frame));
      pixels.append(reinterpret_cast<const char*>(frame.constBits()), frame.sizeInBytes());
    }
    QVERIFY(!QFile::exists(QString::fromStdString(path("c.mp4"))));
    QVERIFY(!writer.value()->finish());
    QFile film(QString::fromStdString(path("c.mp4")));
    QVERIFY(film.open(QIODevice::ReadOnly));
    QCOMPARE(film.readAll(), pixels);
    QFile words(QString::fromStdString(path("words")));
    QVERIFY(words.open(QIODevice::ReadOnly));
    const QByteArray told = words.readAll();
    for (const char* word : {"-s 160x96", "-r 8", "libx264", "yuv420p"}) QVERIFY2(told.contains(word), word);
  }

  void video_ffmpegFailsOrIsLeft_saysWhatItSaid_andNothingRemains() {
    const auto left = [this] {
      return QDir(m_folder.path()).entryList({QStringLiteral("*webm")}, QDir::Files | QDir::Hidden).size();
    };
    const std::vector<QImage> frames = framesOf(moving("sigma_w", 1.0, 3.0), FigureKind::Grid);
    {
      const StandIn ffmpeg(m_folder.path(), "cat > /dev/null; echo 'no such codec' >&2; exit 1");
      auto writer = makeFilmWriter(FilmFormat::WebM, path("d.webm"), smallStyle(), 4, false);
      QVERIFY(!writer.value()->add(frames.front()));
      const auto error = writer.value()->finish();
      QVERIFY(error);
      QVERIFY2(error->message.find("no such codec") != std::string::npos, error->message.c_str());
    }
    QCOMPARE(left(), 0);
    {
      const StandIn ffmpeg(m_folder.path(), "for last; do :; done; cat > \"$last\"");
      auto writer = makeFilmWriter(FilmFormat::WebM, path("e.webm"), smallStyle(), 4, false);
      QVERIFY(!writer.value()->add(frames.front()));
    }
    QCOMPARE(left(), 0);
  }

  void export_inTheBackground_finishes_andStopLeavesNothing() {
    const auto film = [] {
      return std::make_unique<Film>(moving("sigma_w", 1.0, 3.0), Moment{.scene = sceneOf(small())},
                                    FigureChoice{.kind = FigureKind::Grid}, smallStyle());
    };
    const auto writer = [this](const char* name) {
      return std::move(makeFilmWriter(FilmFormat::Gif, path(name), smallStyle(), 4, false)).value();
    };
    FilmExport exporter;
    QSignalSpy finished(&exporter, &FilmExport::finished);
    QSignalSpy progressed(&exporter, &FilmExport::progressed);
    exporter.start(film(), writer("e.gif"));
    QVERIFY(finished.wait(20'000));
    QCOMPARE(progressed.size(), 4);
    QVERIFY(QFile::exists(QString::fromStdString(path("e.gif"))));
    connect(&exporter, &FilmExport::progressed, &exporter, &FilmExport::stop);
    QSignalSpy stopped(&exporter, &FilmExport::stopped);
    exporter.start(film(), writer("f.gif"));
    QVERIFY(stopped.wait(20'000));
    QVERIFY(!QFile::exists(QString::fromStdString(path("f.gif"))));
    QVERIFY(!exporter.isRunning());
  }

  void animator_plays_asOneStepOfUndo_andStopsWhenThePersonActs() {
    Session session;
    Focus focus;
    session.restart(sceneOf(small()));
    Animator animator(session, focus);
    QVERIFY(animator.play(moving("sigma_w", 1.0, 3.0)));
    for (int i = 0; i < 6; ++i) animator.player().advance(0.1);
    QVERIFY(!animator.isPlaying());
    QCOMPARE(session.setting().sigmaW, 3.0);
    session.undo();
    QCOMPARE(session.setting().sigmaW, small().sigmaW);
    QVERIFY(!session.canUndo());
    QVERIFY(animator.play(moving("sigma_w", 1.0, 3.0)));
    animator.player().advance(0.1);
    core::Setting other = session.setting();
    other.sigmaB = 1.0;
    session.setSetting(other);
    QVERIFY(!animator.isPlaying());
    QSignalSpy refused(&animator, &Animator::refused);
    QVERIFY(!animator.play(moving("nothing", 0.0, 1.0)));
    QCOMPARE(refused.size(), 1);
  }
};

QTEST_MAIN(AnimationTest)
#include "tst_animation.moc"
