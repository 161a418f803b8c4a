#include <QtTest>
#include <bit>
#include <cmath>

#include "core/study/family.h"
#include "core/study/family_lists.h"

using namespace arcscope::core;

namespace {

Subject reluOnALine(int depth = 4) {
  Setting setting;
  setting.activation = Activation::Relu;
  setting.depth = depth;
  setting.sigmaB = 0.0;
  setting.trajectory = Trajectory::Line;
  setting.points = 96;
  setting.refine = false;
  return {setting, nullptr, nullptr};
}

std::vector<std::uint64_t> bitsOf(const Family& family) {
  std::vector<std::uint64_t> bits;
  for (const FamilyMember& member : family.members)
    for (const MeasureSummary& measure : member.measured.measures)
      for (const Summary& layer : measure.layers)
        for (const double number : {layer.mean, layer.deviation, layer.quantiles[0], layer.quantiles[4]})
          bits.push_back(std::bit_cast<std::uint64_t>(number));
  return bits;
}

}  // namespace

class TestFamily : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void member_isTheEnsembleOfItsSetting() {
    const Family family = computeFamily({reluOnALine(), {8, 24}, {1.0, 1.5}, 5, false});
    QVERIFY(family.complete);
    QCOMPARE(family.members.size(), 4u);
    QCOMPARE(family.members[2].width, 24);  // sigma_w varies fastest
    QCOMPARE(family.members[2].sigmaW, 1.0);
    Subject subject = reluOnALine();
    subject.setting.width = 24;
    subject.setting.sigmaW = 1.0;
    subject.setting.method = Method::Sampled;
    Ensemble ensemble(subject, {Measure::Length, Measure::Total});
    QVERIFY(extend(ensemble, 5));
    const EnsembleResult expected = ensemble.result();
    const MeasureSummary* ours = family.members[2].measured.find(Measure::Length);
    const MeasureSummary* theirs = expected.find(Measure::Length);
    for (std::size_t d = 0; d < theirs->layers.size(); ++d) {
      QCOMPARE(ours->layers[d].mean, theirs->layers[d].mean);
      QCOMPARE(ours->layers[d].standardError, theirs->layers[d].standardError);
    }
    const double total = expected.find(Measure::Total)->layers.back().mean;
    QVERIFY(std::abs(std::pow(family.members[2].growth(), 4) - total) < 1e-12 * total);
  }

  void rounds_giveEveryMemberItsFirstDrawFirst() {
    std::vector<std::int64_t> done;
    std::vector<std::int64_t> first;
    const Family family = computeFamily({reluOnALine(), {8, 16}, {1.0, 2.0}, 6, false}, [&](const Family& now) {
      done.push_back(now.drawsDone);
      if (now.drawsDone == 4)
        for (const FamilyMember& member : now.members) first.push_back(member.measured.draws);
    });
    QCOMPARE(first, (std::vector<std::int64_t>{1, 1, 1, 1}));
    QVERIFY(std::ranges::is_sorted(done));
    QCOMPARE(done.back(), family.drawsWanted());
    QCOMPARE(done.back(), 24);
    QCOMPARE(bitsOf(family), bitsOf(computeFamily(family.request)));
  }

  void growth_ofRelu_isTheExactLaw() {
    const Family family = computeFamily({reluOnALine(3), {8, 32}, {1.0, 2.0}, 400, false});
    for (const FamilyMember& member : family.members) {
      QVERIFY(member.finiteGrowth);
      const Summary& total = member.measured.find(Measure::Total)->layers.back();
      const double law = std::pow(member.finiteGrowth.value, 3);
      QVERIFY2(std::abs(total.mean - law) < 4.0 * total.standardError,
               qPrintable(QStringLiteral("k %1: %2, law %3").arg(member.width).arg(total.mean).arg(law)));
      QVERIFY(std::abs(member.meanFieldGrowth.value - member.sigmaW / std::sqrt(2.0)) < 1e-9);
    }
  }

  void pieces_ofRelu_followTheCountsOfInfiniteWidth() {
    const Family family = computeFamily({reluOnALine(4), {48}, {std::sqrt(2.0)}, 60, true});
    const FamilyMember& member = family.members.front();
    QCOMPARE(member.measured.exactDraws, 60);
    const MeasureSummary* pieces = member.measured.find(Measure::Pieces);
    for (std::size_t i = 0; i < pieces->layers.size(); ++i) {
      const double neurons = 48.0 * (static_cast<double>(i) + 1.0);
      const Summary& layer = pieces->layers[i];
      // A piece more than breakpoints; finite width and the end points' angle scatter.
      QVERIFY2(std::abs(layer.mean - 1.0 - neurons * member.bends[i]) <
                   4.0 * layer.standardError + 0.06 * neurons * member.bends[i],
               qPrintable(QStringLiteral("%1, law %2").arg(layer.mean).arg(neurons * member.bends[i])));
    }
  }

  void request_thatCannotBe_isSaid() {
    FamilyRequest request{reluOnALine(), {8}, {1.0}, 2, false};
    QVERIFY(computeFamily(request).error.empty());
    request.widths.clear();
    QVERIFY(!computeFamily(request).error.empty());
    request.widths.assign(65, 8);
    QVERIFY(computeFamily(request).error.find("64 lines") != std::string::npos);
    request.widths = {8};
    request.pieces = true;
    request.subject.setting.activation = Activation::Tanh;
    QVERIFY(computeFamily(request).error.find("tanh is smooth") != std::string::npos);
    request.pieces = false;
    request.subject.loaded = std::make_shared<const LoadedNetwork>();
    QVERIFY(computeFamily(request).error.find("loaded network") != std::string::npos);
  }

  void stop_inTheMiddle_keepsWhatIsThere() {
    std::stop_source source;
    const Family family = computeFamily(
        {reluOnALine(), {8, 16}, {1.0}, 64, false},
        [&](const Family& now) {
          if (now.drawsDone >= 4) source.request_stop();
        },
        source.get_token());
    QVERIFY(!family.complete);
    QVERIFY(family.drawsDone >= 4 && family.drawsDone < family.drawsWanted());
    QVERIFY(family.members.front().measured.draws >= 2);
  }

  void lists_areReadOrRefusedInASentence() {
    QCOMPARE(familyWidths("16,64:128:32").value(), (std::vector<int>{16, 64, 96, 128}));
    QCOMPARE(familySigmaWs("0.5:1.5:0.5").value(), (std::vector<double>{0.5, 1.0, 1.5}));
    for (const char* wrong : {"", "0", "1.5", "5000", "16,x", "1:100:1"})
      QVERIFY2(!familyWidths(wrong), wrong);
    for (const char* wrong : {"", "-1", "9", "nan", "1,,2"}) QVERIFY2(!familySigmaWs(wrong), wrong);
    QVERIFY(familySigmaWs("9").error().message.find("from 0 to 8") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(TestFamily)
#include "tst_family.moc"
