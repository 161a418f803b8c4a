#include <QRegularExpression>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/support/aligned_array.h"
#include "core/trajectory/kernel/kernel.h"

using namespace arcscope::core;

namespace {

/// phi(h) in extended precision by the C library.
long double reference(Activation activation, long double h) {
  constexpr long double halfRoot = 0.70710678118654752440084436210485L;
  switch (activation) {
    case Activation::Tanh:
      return std::tanh(h);
    case Activation::Erf:
      return std::erf(h);
    case Activation::Sigmoid:
      return 1.0L / (1.0L + std::exp(-h));
    case Activation::Gelu:
      return 0.5L * h * std::erfc(-h * halfRoot);
    case Activation::Silu:
      return h / (1.0L + std::exp(-h));
    case Activation::Sin:
      return std::sin(h);
    default:
      return evaluate(activation, static_cast<double>(h));  // exact
  }
}

template <class T>
double errorInUlp(T got, long double exact) {
  const T size = std::max(std::abs(static_cast<T>(exact)), std::numeric_limits<T>::min());
  const T ulp = std::nextafter(size, std::numeric_limits<T>::infinity()) - size;
  return static_cast<double>(std::abs(static_cast<long double>(got) - exact) / static_cast<long double>(ulp));
}

/// Both signs over many orders of magnitude, more of them where activations bend.
template <class T>
AlignedArray<T> probes(double largest) {
  AlignedArray<T> h;
  constexpr std::size_t half = 4096;
  h.resize(2 * half);
  for (std::size_t i = 0; i < half; ++i) {
    const double x = static_cast<double>(i) / half;
    const double size = i % 2 == 0 ? largest * std::pow(10.0, -8.0 * x) : std::min(largest, 10.0 * x);
    h.data()[i] = static_cast<T>(size);
    h.data()[half + i] = static_cast<T>(-size);
  }
  return h;
}

template <class T>
double worstUlp(Activation activation, kernel::InstructionSet set) {
  const AlignedArray<T> h = probes<T>(activation == Activation::Gelu ? 5.0 : 20.0);
  AlignedArray<T> z;
  z.resize(h.size());
  kernel::routines<T>(set).activate(activation, h.data(), z.data(), h.size());
  double worst = 0.0;
  for (std::size_t i = 0; i < h.size(); ++i)
    worst = std::max(worst, errorInUlp(z.data()[i], reference(activation, h.data()[i])));
  return worst;
}

/// Units in the last place. Double: e^x in the tails, x^2 in the exponent of gelu's left one and sin near its
/// zeros set the limit; float goes through double but for tanh.
double ulpAllowed(Activation activation, bool inFloat) {
  if (isPiecewiseLinear(activation)) return inFloat && activation == Activation::LeakyRelu ? 1.5 : 0.5;
  if (inFloat) return activation == Activation::Tanh ? 5.0 : 0.51;
  if (activation == Activation::Gelu) return 40.0;
  return activation == Activation::Tanh || activation == Activation::Erf ? 3.0 : 20.0;
}

}  // namespace

class KernelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void activate_everyInstructionSet_isAccurateToUnitsInTheLastPlace_data() {
    QTest::addColumn<int>("activation");
    for (const Activation activation : allActivations)
      QTest::newRow(std::string(name(activation)).c_str()) << int(activation);
  }
  void activate_everyInstructionSet_isAccurateToUnitsInTheLastPlace() {
    QFETCH(const int, activation);
    for (const auto set :
         {kernel::InstructionSet::Baseline, kernel::InstructionSet::Avx2, kernel::InstructionSet::Avx512}) {
      if (!kernel::isSupported(set)) continue;
      const double floats = worstUlp<float>(Activation(activation), set);
      const double doubles = worstUlp<double>(Activation(activation), set);
      if (qEnvironmentVariableIsSet("ARCSCOPE_PRINT_ULP"))
        QTextStream(stdout) << QTest::currentDataTag() << ' ' << int(set) << " float " << floats << " double "
                            << doubles << Qt::endl;
      QVERIFY2(floats <= ulpAllowed(Activation(activation), true), qPrintable(QString::number(floats)));
      QVERIFY2(doubles <= ulpAllowed(Activation(activation), false), qPrintable(QString::number(doubles)));
    }
  }

  void activate_farOutAndNan_asEvaluate() {
    for (const Activation activation : allActivations) {
      for (const auto set :
           {kernel::InstructionSet::Baseline, kernel::InstructionSet::Avx2, kernel::InstructionSet::Avx512}) {
        if (!kernel::isSupported(set)) continue;
        AlignedArray<double> h(64), z(64);
        h.fill(0.0);
        h[0] = std::nan("");
        const double far[] = {-1e15, -750.0, -40.0, 40.0, 750.0, 1e15};
        std::copy(std::begin(far), std::end(far), h.data() + 1);
        kernel::routines<double>(set).activate(activation, h.data(), z.data(), 64);
        QVERIFY2(std::isnan(z[0]), std::string(name(activation)).c_str());
        QCOMPARE(z[63], evaluate(activation, 0.0));
        if (activation == Activation::Sin) continue;  // rounding of the argument decides
        for (std::size_t i = 1; i <= std::size(far); ++i) {
          const double exact = evaluate(activation, h[i]);
          QVERIFY2(
              std::abs(z[i] - exact) <= 1e-14 * std::abs(exact) + 1e-300 || std::abs(z[i] - exact) <= 1e-15,
              std::string(name(activation)).c_str());
        }
      }
    }
  }
};

QTEST_APPLESS_MAIN(KernelTest)
#include "tst_kernel.moc"
