#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

#include "ui/model/player.h"
#include "ui/model/session.h"

using namespace arcscope;
using ui::Player;
using ui::Session;

namespace {
core::Setting withSigmaW(double sigmaW) {
  core::Setting setting;
  setting.sigmaW = sigmaW;
  return setting;
}
QString dataFile(const char* name) {
  return QStringLiteral(ARCSCOPE_TEST_DATA "/") + QString::fromLatin1(name);
}
}  // namespace

class SessionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void changes_areUndoneAndRedone_oneByOne() {
    Session session;
    QVERIFY(!session.canUndo());
    session.setSetting(withSigmaW(2.5));
    session.newDraw();
    session.undo();
    QCOMPARE(session.setting(), withSigmaW(2.5));
    session.undo();
    QCOMPARE(session.setting(), core::Setting{});
    QVERIFY(!session.canUndo());
    session.redo();
    QCOMPARE(session.setting().sigmaW, 2.5);
    session.setSetting(withSigmaW(3.0));
    QVERIFY(!session.canRedo());
  }

  void oneGesture_isOneStepOfUndo() {
    Session session;
    for (int i = 1; i <= 50; ++i) session.setSetting(withSigmaW(1.9 + 0.01 * i), QStringLiteral("sigma_w"));
    session.endGesture();
    session.setSetting(withSigmaW(5.0), QStringLiteral("sigma_w"));
    session.undo();
    QCOMPARE(session.setting().sigmaW, 1.9 + 0.01 * 50);
    session.undo();
    QCOMPARE(session.setting(), core::Setting{});
  }

  void otherControl_endsTheGesture() {
    Session session;
    session.setSetting(withSigmaW(2.0), QStringLiteral("sigma_w"));
    core::Setting deeper = session.setting();
    deeper.depth = 5;
    session.setSetting(deeper, QStringLiteral("depth"));
    session.undo();
    QCOMPARE(session.setting(), withSigmaW(2.0));
  }

  void badSetting_isRefusedInOneSentence_andTheOldOneStays() {
    Session session;
    QSignalSpy refused(&session, &Session::refused);
    QSignalSpy changed(&session, &Session::settingChanged);
    core::Setting bad;
    bad.width = 0;
    QVERIFY(!session.setSetting(bad));
    QCOMPARE(refused.size(), 1);
    QVERIFY(!refused.at(0).at(0).toString().isEmpty());
    QVERIFY(changed.isEmpty());
    QCOMPARE(session.setting(), core::Setting{});
  }

  void settingText_copiedAndPasted_isTheSameSetting() {
    Session session;
    core::Setting wanted = withSigmaW(2.25);
    wanted.activation = core::Activation::Tanh;
    wanted.seed = 12345678901234567890u;
    session.setSetting(wanted);
    session.copySetting();
    session.resetToDefaults();
    session.pasteSetting();
    QCOMPARE(session.setting(), wanted);
  }

  void strangeText_pasted_isRefused() {
    Session session;
    QSignalSpy refused(&session, &Session::refused);
    QGuiApplication::clipboard()->setText(QStringLiteral("no setting"));
    session.pasteSetting();
    QCOMPARE(refused.size(), 1);
    QCOMPARE(session.setting(), core::Setting{});
  }

  void settingThatNamesAFile_pasted_isReadInTheBackground() {
    Session session;
    session.openNetwork(dataFile("hard_tanh-arc-small.safetensors"));
    QTRY_VERIFY(session.showsFile());
    const core::Setting shown = session.setting();
    session.copySetting();
    session.closeNetwork();
    session.pasteSetting();
    QVERIFY(!session.showsFile());
    QTRY_VERIFY(session.showsFile());
    QCOMPARE(session.setting(), shown);
    QVERIFY(session.subject().loaded);
  }

  void networkFile_opened_isShown_andLeftAgain() {
    Session session;
    core::Setting before = withSigmaW(2.0);
    before.depth = 7;
    session.setSetting(before);
    session.openNetwork(dataFile("hard_tanh-arc-small.safetensors"));
    QTRY_VERIFY(session.showsFile());
    QCOMPARE(session.setting().depth, session.subject().loaded->network.depth());
    QVERIFY(session.subject().plane);
    session.closeNetwork();
    QVERIFY(!session.showsFile());
    QVERIFY(session.setting().networkFile.empty());
    QCOMPARE(session.setting().depth, 7);
    session.undo();
    QVERIFY(session.showsFile());
  }

  void networkOfAFile_keepsItsEndPoints_untilOthersAreChosen() {
    Session session;
    session.openNetwork(dataFile("hard_tanh-arc-small.safetensors"));
    QTRY_VERIFY(session.showsFile());
    core::Setting next = session.setting();
    next.endpoints = core::Endpoints::Orthonormal;
    QVERIFY(session.setSetting(next));
    QVERIFY(!session.subject().plane);
    next.endpoints.reset();
    QVERIFY(session.setSetting(next));
    QCOMPARE(session.subject().plane->x0, *session.subject().loaded->x0);
  }

  void endPointsOfData_pasted_fixTheInputDimension_untilOthersAreChosen() {
    Session session;
    QSignalSpy refused(&session, &Session::refused);
    QGuiApplication::clipboard()->setText(
        QStringLiteral("{\"endpoints\": \"given\", \"endpoints_file\": \"fashion-mnist-sample#3,17\"}"));
    session.pasteSetting();
    QTRY_VERIFY(session.subject().plane);
    QCOMPARE(session.setting().inputDim, 784);
    const auto plane = session.subject().plane;
    core::Setting next = session.setting();
    next.depth = 3;
    QVERIFY(session.setSetting(next));
    QCOMPARE(session.subject().plane, plane);
    next.inputDim = 100;
    QVERIFY(!session.setSetting(next));
    QCOMPARE(refused.takeFirst().at(0).toString(),
             QStringLiteral(
                 "fashion-mnist-sample#3,17: its end points have 784 numbers; the input dimension is 100"));
    next.endpoints = core::Endpoints::Random;
    next.endpointsFile.clear();
    QVERIFY(session.setSetting(next));
    QVERIFY(!session.subject().plane);
    session.undo();
    QCOMPARE(session.subject().plane, plane);
  }

  void fileThatIsNoNetwork_isRefused_andNothingChanges() {
    Session session;
    QSignalSpy refused(&session, &Session::refused);
    session.openNetwork(dataFile("mean_field.json"));
    QTRY_COMPARE(refused.size(), 1);
    QVERIFY(!session.showsFile());
    QCOMPARE(session.setting(), core::Setting{});
  }

  void player_once_endsAtTheEnd() {
    Player player;
    player.setMode(Player::Mode::Once);
    QSignalSpy moved(&player, &Player::positionChanged);
    player.setSweepSeconds(4.0);
    player.start(0.25);
    player.advance(2.0);
    QCOMPARE(moved.takeLast().at(0).toDouble(), 0.75);
    player.advance(2.0);
    QCOMPARE(moved.takeLast().at(0).toDouble(), 1.0);
    QVERIFY(!player.isPlaying());
  }

  void player_loop_beginsAgain() {
    Player player;
    player.setMode(Player::Mode::Loop);
    player.setSweepSeconds(4.0);
    QSignalSpy moved(&player, &Player::positionChanged);
    player.start(0.5);
    player.advance(3.0);
    QCOMPARE(moved.takeLast().at(0).toDouble(), 0.25);
    QVERIFY(player.isPlaying());
  }

  void player_backAndForth_turnsAtBothEnds() {
    Player player;
    player.setMode(Player::Mode::BackAndForth);
    player.setSweepSeconds(4.0);
    QSignalSpy moved(&player, &Player::positionChanged);
    player.start(0.5);
    player.advance(3.0);  // 1.25: back to 0.75
    QCOMPARE(moved.takeLast().at(0).toDouble(), 0.75);
    player.advance(2.0);
    QCOMPARE(moved.takeLast().at(0).toDouble(), 0.25);
    player.advance(2.0);  // through 0 and forth again
    QCOMPARE(moved.takeLast().at(0).toDouble(), 0.25);
    player.advance(1.0);
    QCOMPARE(moved.takeLast().at(0).toDouble(), 0.5);
  }
};

QTEST_MAIN(SessionTest)
#include "tst_session.moc"
