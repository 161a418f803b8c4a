#include <QRegularExpression>
#include <QtTest>

#include "core/explorer/subject.h"
#include "core/network/random_network.h"
#include "safetensors_bytes.h"

using namespace arcscope::core;
using namespace arcscope::tests;

namespace {

std::string reference(const char* name) {
  return std::string(ARCSCOPE_TEST_DATA) + "/" + name + ".safetensors";
}

std::string complaint(const Setting& setting, bool activationChosen = true) {
  const Expected<Subject> subject = makeSubject(setting, activationChosen);
  return subject ? std::string("made") : subject.error().message;
}

void compareContains(const std::string& message, const char* expected) {
  QVERIFY2(message.find(expected) != std::string::npos, message.c_str());
}

/// A network of `widths` whose file has the metadata and, if wanted, end points.
std::filesystem::path writeNetwork(const Folder& folder, std::vector<int> widths, bool withPoints,
                                   std::map<std::string, std::string> metadata = {}) {
  Setting setting;
  setting.depth = static_cast<int>(widths.size());
  setting.widths = std::move(widths);
  setting.inputDim = 6;
  const Eigen::VectorXd x = withPoints ? Eigen::VectorXd::LinSpaced(6, 1.0, 2.0) : Eigen::VectorXd();
  const auto path = folder.path("network.safetensors");
  if (writeSafetensors(path, toTensorFile(drawNetwork(setting), x, -x, std::move(metadata)))) return {};
  return path;
}

}  // namespace

class SubjectTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void makeSubject_drawn_isTheSettingItself() {
    const Subject subject = makeSubject(Setting{}).value();
    QCOMPARE(subject.setting, Setting{});
    QVERIFY(!subject.loaded && !subject.plane);
    QVERIFY(networkOf(subject).layers[0].weights == drawNetwork(Setting{}).layers[0].weights);
    QCOMPARE(planeOf(subject).x0.size(), Setting{}.width);
  }

  void makeSubject_invalidSetting_sentenceOfValidate() {
    Setting setting;
    setting.depth = 0;
    QCOMPARE(complaint(setting), validate(setting)->message);
  }

  void makeSubject_networkFile_dimensionsActivationAndEndPointsOfTheFile() {
    Setting setting;
    setting.networkFile = reference("relu-line-small");
    const Subject subject = makeSubject(setting, false).value();
    QCOMPARE(subject.setting.depth, 3);
    QCOMPARE(subject.setting.width, 8);
    QVERIFY(subject.setting.widths.empty());
    QCOMPARE(effectiveInputDim(subject.setting), 3);
    QCOMPARE(subject.setting.activation, Activation::Relu);
    QCOMPARE(networkOf(subject).activation, Activation::Relu);
    QVERIFY(subject.plane);
    QVERIFY(subject.plane->x0 == *subject.loaded->x0);
    QVERIFY(subject.plane->x1 == *subject.loaded->x1);
    QVERIFY(subject.plane->origin.isZero(0.0));
  }

  void makeSubject_networkFileAndChosenActivation_theChosenOne() {
    Setting setting;
    setting.networkFile = reference("relu-line-small");
    setting.activation = Activation::Tanh;
    const Subject subject = makeSubject(setting, true).value();
    QCOMPARE(subject.setting.activation, Activation::Tanh);
    QCOMPARE(networkOf(subject).activation, Activation::Tanh);
  }

  void makeSubject_networkFileAndOtherEndPoints_theOthers() {
    Setting setting;
    setting.networkFile = reference("relu-line-small");
    setting.endpoints = Endpoints::Orthonormal;
    const Subject subject = makeSubject(setting).value();
    QVERIFY(!subject.plane);
    QCOMPARE(planeOf(subject).x0.size(), 3);
  }

  void makeSubject_differingWidths_kept() {
    const Folder folder;
    Setting setting;
    setting.networkFile = writeNetwork(folder, {5, 9, 2}, false).string();
    const Subject subject = makeSubject(setting).value();
    QCOMPARE(subject.setting.widths, (std::vector<int>{5, 9, 2}));
    QCOMPARE(subject.setting.inputDim, 6);
    QVERIFY(!subject.plane);
  }

  void makeSubject_readoutLast_oneLayerLess() {
    const Folder folder;
    Setting setting;
    setting.networkFile = writeNetwork(folder, {5, 9, 2}, false, {{"readout", "none"}}).string();
    setting.readoutLast = true;
    const Subject subject = makeSubject(setting).value();
    QCOMPARE(subject.setting.depth, 2);
    QVERIFY(networkOf(subject).readout.has_value());
  }

  void makeSubject_endPointsFile_fixesTheInputDimension() {
    Setting setting;
    setting.endpoints = Endpoints::Given;
    setting.endpointsFile = reference("hard_tanh-arc-small");
    const Subject subject = makeSubject(setting).value();
    QCOMPARE(subject.setting.inputDim, 5);
    QCOMPARE(networkOf(subject).inputDim(), 5);
    QVERIFY(planeOf(subject).x1 == loadEndpoints(setting.endpointsFile).value().second);
    setting.inputDim = 4;
    compareContains(complaint(setting), "its end points have 5 numbers; the input dimension is 4");
    setting.inputDim = 0;
    setting.networkFile = reference("relu-line-small");
    compareContains(complaint(setting), "its end points have 5 numbers; the input dimension is 3");
  }

  void makeSubject_badFiles_oneSentenceThatNamesTheFile() {
    const Folder folder;
    Setting setting;
    setting.networkFile = folder.path("missing.safetensors").string();
    compareContains(complaint(setting), "missing.safetensors: there is no such file");
    setting.networkFile = writeNetwork(folder, {5}, false, {{"activation", "softplus"}}).string();
    compareContains(complaint(setting, false), "its metadata activation is \"softplus\"; it must be relu,");
    QCOMPARE(complaint(setting, true), std::string("made"));
    setting.endpoints = Endpoints::Given;
    compareContains(complaint(setting), "holds no end points");
    setting.networkFile.clear();
    setting.endpointsFile = folder.path("nothing").string();
    compareContains(complaint(setting), "nothing: there is no such file");
  }

  void makeSubject_itsOwnSettingAgain_sameSubject() {
    Setting setting;
    setting.networkFile = reference("tanh-line-order");
    const Subject first = makeSubject(setting, false).value();
    const Subject second = makeSubject(first.setting, true).value();
    QCOMPARE(second.setting, first.setting);
    QVERIFY(second.plane->x0 == first.plane->x0);
  }
};

QTEST_APPLESS_MAIN(SubjectTest)
#include "tst_subject.moc"
