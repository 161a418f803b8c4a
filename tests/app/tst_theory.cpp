#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <cmath>

#include "tests/app/program.h"

namespace {

QJsonObject theoryOf(const QString& flags) {
  const Run run =
      runProgram(QStringList{QStringLiteral("theory")} + flags.split(QLatin1Char(' '), Qt::SkipEmptyParts));
  if (run.status != 0 || !run.err.isEmpty()) return {};
  return QJsonDocument::fromJson(run.out).object();
}

QString reason(const QJsonObject& of, const char* key) {
  return of[QStringLiteral("reasons")].toObject()[QLatin1String(key)].toString();
}

bool near(const QJsonValue& value, double expected, double tolerance = 1e-6) {
  return value.isDouble() &&
         std::abs(value.toDouble() - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

}  // namespace

class TestTheory : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void theory_referenceValues_comeOut() {
    QFile file(QStringLiteral(ARCSCOPE_TEST_DATA "/mean_field.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray rows =
        QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("fixed_points")].toArray();
    QVERIFY(rows.size() >= 28);
    for (qsizetype i = 0; i < rows.size(); i += 3) {
      const QJsonObject row = rows[i].toObject();
      const QJsonObject got = theoryOf(QStringLiteral("--activation %1 --sigma-w %2 --sigma-b %3")
                                           .arg(row[QStringLiteral("activation")].toString())
                                           .arg(row[QStringLiteral("sigma_w")].toDouble())
                                           .arg(row[QStringLiteral("sigma_b")].toDouble()));
      for (const char* key : {"q_star", "chi_1", "chi_2", "c_star"}) {
        const QJsonValue want = row[QLatin1String(key)];
        if (want.isNull())
          QVERIFY(got[QLatin1String(key)].isNull() && !reason(got, key).isEmpty());
        else
          QVERIFY2(near(got[QLatin1String(key)], want.toDouble()), key);
      }
    }
  }

  void theory_reluAtHe_tellsTheExactLawFromTheScaling() {
    const QJsonObject got =
        theoryOf(QStringLiteral("--activation relu --weights he --trajectory arc --depth 4 --width 100"));
    QVERIFY(got[QStringLiteral("q_star")].isNull());
    QCOMPARE(reason(got, "q_star"), QStringLiteral("every q is a fixed point"));
    QCOMPARE(got[QStringLiteral("phase")].toString(), QStringLiteral("critical"));
    QVERIFY(near(got[QStringLiteral("critical_sigma_w")], std::sqrt(2.0)));
    const auto layers = [&](const char* key) { return got[QLatin1String(key)].toArray(); };
    for (const char* key :
         {"growth_finite_width", "growth_mean_field", "growth_r17_scaling", "growth_pt20_bound",
          "q_mean_field", "transitions_mean_field", "sign_transitions_mean_field"})
      QCOMPARE(layers(key).size(), 4);
    QCOMPARE(layers("length_mean_field").size(), 5);
    for (int d = 0; d < 4; ++d) {
      QVERIFY(near(layers("growth_finite_width")[d], 0.99373194, 1e-8));
      QVERIFY(near(layers("growth_mean_field")[d], 1.0, 1e-9));
      QVERIFY(near(layers("growth_r17_scaling")[d], 1.40719, 1e-5));
      QVERIFY(layers("growth_pt20_bound")[d].toDouble() < 0.6);
    }
  }

  void theory_reluBeyondHe_hasNoFixedPointAndSaysSo() {
    const QJsonObject got = theoryOf(QStringLiteral("--activation relu --sigma-w 2 --depth 3"));
    for (const char* key : {"q_star", "c_star", "phase", "xi_q", "xi_c"}) {
      QVERIFY2(got[QLatin1String(key)].isNull(), key);
      QVERIFY2(!reason(got, key).isEmpty(), key);
    }
    QVERIFY(reason(got, "q_star").contains(QStringLiteral("without bound")));
    QVERIFY(near(got[QStringLiteral("chi_1")], 2.0));
  }

  void theory_hardTanh_hasNoExactLengthLaw() {
    const QJsonObject got = theoryOf(QStringLiteral("--sigma-w 2.5 --sigma-b 0.3 --depth 5 --width 50"));
    QVERIFY(got[QStringLiteral("growth_finite_width")].isNull());
    QVERIFY(!reason(got, "growth_finite_width").isEmpty());
    QCOMPARE(got[QStringLiteral("phase")].toString(), QStringLiteral("chaotic"));
    QCOMPARE(got[QStringLiteral("growth_r17_scaling")].toArray().size(), 5);
    QVERIFY(got[QStringLiteral("xi_c")].toDouble() > 0.0);
  }

  void theory_smoothActivation_hasSignTransitionsOnly() {
    const QJsonObject got = theoryOf(QStringLiteral("--activation gelu --sigma-w 1.3 --depth 2"));
    QVERIFY(got[QStringLiteral("transitions_mean_field")].isNull());
    QCOMPARE(got[QStringLiteral("sign_transitions_mean_field")].toArray().size(), 2);
    QVERIFY(reason(got, "growth_r17_scaling").contains(QStringLiteral("Theorem 3")));
  }

  /// Every null of the object has its sentence, at the edges of the parameters too.
  void theory_everyNull_hasAReason() {
    for (const char* activation : {"relu", "hard_tanh", "leaky_relu", "linear", "abs", "tanh", "erf",
                                   "sigmoid", "gelu", "silu", "sin"})
      for (const char* scales : {"--sigma-w 0 --sigma-b 0", "--sigma-w 8 --sigma-b 4", "--weights glorot"}) {
        const QJsonObject got = theoryOf(QStringLiteral("--activation %1 %2 --depth 3 --width 20")
                                             .arg(QLatin1String(activation), QLatin1String(scales)));
        QVERIFY2(!got.isEmpty(), activation);
        for (const QString& key : got.keys()) {
          bool missing = got[key].isNull();
          for (const QJsonValue& one : got[key].toArray()) missing = missing || one.isNull();
          if (missing) QVERIFY2(!reason(got, key.toLatin1().constData()).isEmpty(), qPrintable(key));
        }
      }
  }

  void theory_loadedNetwork_isRefused() {
    const QString file = QStringLiteral(ARCSCOPE_TEST_DATA "/relu-arc-he.safetensors");
    const Run run = runProgram({QStringLiteral("theory"), QStringLiteral("--network"), file});
    QCOMPARE(run.status, 2);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.err.contains("--network"), run.err.constData());
  }
};

QTEST_GUILESS_MAIN(TestTheory)
#include "tst_theory.moc"
