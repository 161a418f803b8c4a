#include <QRegularExpression>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>
#include <vector>

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

std::vector<kernel::InstructionSet> supportedSets() {
  std::vector<kernel::InstructionSet> sets;
  for (const auto set :
       {kernel::InstructionSet::Baseline, kernel::InstructionSet::Avx2, kernel::InstructionSet::Avx512})
    if (kernel::isSupported(set)) sets.push_back(set);
  return sets;
}

/// Bits without a pattern.
class Bits {
 public:
  bool next() {
    m_state = m_state * 6364136223846793005U + 1442695040888963407U;
    return (m_state >> 62) == 0;
  }

 private:
  std::uint64_t m_state = 1;
};

/// What the search for principal components computes, from plain loops.
template <class T>
void compareComponents(const kernel::Routines<T>& routines, double tolerance) {
  constexpr int rows = 7, count = 45, every = 3, subspace = kernel::subspace;
  const int width = routines.blockPoints;
  const int blocks = (count + width - 1) / width;
  std::vector<float> image(static_cast<std::size_t>(rows) * count * every);
  for (std::size_t i = 0; i < image.size(); ++i)
    image[i] = 3.0F * std::sin(0.37F * static_cast<float>(i * i % 101));
  const auto value = [&](int p, int j) {
    return static_cast<double>(image[static_cast<std::size_t>((p * count + j) * every)]);
  };
  const T middle = T(0.25);
  AlignedArray<T> x(static_cast<std::size_t>(blocks * rows * width));
  for (int p = 0; p < rows; ++p) {
    const float* const in = image.data() + p * count * every;
    double squares = 0.0, sum = 0.0, largest = 0.0;
    for (int j = 0; j < count; ++j) squares += (value(p, j) - 0.25) * (value(p, j) - 0.25);
    for (int j = 0; j < count * every; ++j) {
      sum += static_cast<double>(in[j]) - static_cast<double>(in[0]);
      largest = std::max(largest, std::abs(static_cast<double>(in[j])));
    }
    const double got = routines.centre(in, every, count, middle, x.data() + p * width, rows * width);
    QVERIFY(std::abs(got / squares - 1.0) < tolerance);
    const kernel::RowSummary summary = routines.describe(in, count * every);
    QVERIFY(std::abs(summary.sum - sum) < 100.0 * tolerance);
    QCOMPARE(summary.largest, largest);
  }
  const auto centred = [&](int p, int j) {
    return static_cast<double>(x[static_cast<std::size_t>((j / width * rows + p) * width + j % width)]);
  };
  for (int p = 0; p < rows; ++p)
    for (int j = 0; j < blocks * width; ++j)
      QVERIFY(std::abs(centred(p, j) - (j < count ? value(p, j) - 0.25 : 0.0)) < tolerance);

  constexpr int stride = 9;
  AlignedArray<T> v(rows * stride), y(static_cast<std::size_t>(blocks * subspace * width)),
      w(rows * subspace);
  for (std::size_t i = 0; i < v.size(); ++i) v[i] = static_cast<T>(std::cos(1.3 * static_cast<double>(i)));
  routines.compress(x.data(), rows, blocks, v.data(), stride, y.data());
  const auto along = [&](int c, int j) {
    return static_cast<double>(y[static_cast<std::size_t>((j / width * subspace + c) * width + j % width)]);
  };
  for (int c = 0; c < subspace; ++c) {
    for (int j = 0; j < count; ++j) {
      double sum = 0.0;
      for (int p = 0; p < rows; ++p)
        sum += static_cast<double>(v[static_cast<std::size_t>(p * stride + c)]) * centred(p, j);
      QVERIFY(std::abs(along(c, j) - sum) < 20.0 * tolerance);
    }
  }
  constexpr int firstRow = 2;
  routines.correlate(x.data(), firstRow, rows, blocks, y.data(), w.data());
  for (int p = firstRow; p < rows; ++p) {
    for (int c = 0; c < subspace; ++c) {
      double sum = 0.0;
      for (int j = 0; j < count; ++j) sum += centred(p, j) * along(c, j);
      QVERIFY(std::abs(static_cast<double>(w[static_cast<std::size_t>(p * subspace + c)]) - sum) <
              1000.0 * tolerance);
    }
  }
  for (int held = 1; held <= 3; ++held) {
    constexpr int shown = 64;
    AlignedArray<T> points(3 * shown);
    points.fill(T(0));
    double total = 0.0;
    for (int p = 0; p < rows; ++p)
      total += routines.addAlong(image.data() + p * shown, 61, middle, v.data() + p * stride, held,
                                 points.data(), shown);
    double expected = 0.0;
    for (int p = 0; p < rows; ++p)
      for (int j = 0; j < 61; ++j)
        expected += std::pow(static_cast<double>(image[static_cast<std::size_t>(p * shown + j)]) - 0.25, 2);
    QVERIFY(std::abs(total / expected - 1.0) < tolerance);
    for (int c = 0; c < 3; ++c) {
      for (int j = 0; j < shown; ++j) {
        double sum = 0.0;
        for (int p = 0; p < rows && c < held && j < 61; ++p)
          sum += static_cast<double>(v[static_cast<std::size_t>(p * stride + c)]) *
                 (static_cast<double>(image[static_cast<std::size_t>(p * shown + j)]) - 0.25);
        QVERIFY(std::abs(static_cast<double>(points[static_cast<std::size_t>(c * shown + j)]) - sum) <
                20.0 * tolerance);
      }
    }
  }
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
    for (const auto set : supportedSets()) {
      const double floats = worstUlp<float>(Activation(activation), set);
      const double doubles = worstUlp<double>(Activation(activation), set);
      if (qEnvironmentVariableIsSet("ARCSCOPE_PRINT_ULP"))
        QTextStream(stdout) << QTest::currentDataTag() << ' ' << int(set) << " float " << floats << " double "
                            << doubles << Qt::endl;
      QVERIFY2(floats <= ulpAllowed(Activation(activation), true), qPrintable(QString::number(floats)));
      QVERIFY2(doubles <= ulpAllowed(Activation(activation), false), qPrintable(QString::number(doubles)));
    }
  }

  void sortInputs_movingStayingAndZero_listsWhatMovesAndWhatStaysAtAValue() {
    for (const auto set : supportedSets()) {
      const kernel::Routines<float>& routines = kernel::routines<float>(set);
      const int cols = 7, points = routines.blockPoints, last = points - 1;
      AlignedArray<float> in(std::size_t(cols * points));
      in.fill(0.0F);
      for (int j = 0; j < points; ++j) in[std::size_t(points + j)] = float(j);    // 1 moves
      for (int j = 0; j < points; ++j) in[std::size_t(2 * points + j)] = -1.0F;   // 2 stays
      in[std::size_t(4 * points + last)] = 1.0F;                                  // 4 moves at the end
      in[std::size_t(5 * points + 3)] = std::numeric_limits<float>::quiet_NaN();  // 5 is no number
      for (int j = 0; j < points; ++j) in[std::size_t(6 * points + j)] = 0.5F;    // 6 stays
      std::vector<std::int32_t> list(std::size_t(kernel::inputsHeader + cols), -1);
      routines.sortInputs(in.data(), cols, 1, list.data());
      const auto at = [&](int i) { return list[std::size_t(i)]; };
      QCOMPARE(at(0), 3);
      QCOMPARE(at(1), 2);
      const std::set<int> moving{at(2), at(3), at(4)};
      QCOMPARE(moving, (std::set<int>{1, 4, 5}));
      const std::set<int> staying{at(cols), at(cols + 1)};
      QCOMPARE(staying, (std::set<int>{2, 6}));
    }
  }

  void activate_farOutAndNan_asEvaluate() {
    for (const Activation activation : allActivations) {
      for (const auto set : supportedSets()) {
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

  void activate_infinite_takesTheLimit() {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    for (const auto set : supportedSets()) {
      const auto limits = [set]<class T>(Activation activation, T size) {
        AlignedArray<T> h(64), z(64);
        h.fill(size);
        h[1] = -size;
        kernel::routines<T>(set).activate(activation, h.data(), z.data(), h.size());
        return std::pair(static_cast<double>(z[1]), static_cast<double>(z[0]));
      };
      for (const Activation activation : {Activation::Gelu, Activation::Silu, Activation::Relu}) {
        QCOMPARE(limits(activation, infinite), std::pair(0.0, infinite));
        QCOMPARE(limits(activation, 1e300), std::pair(0.0, 1e300));
        QCOMPARE(limits(activation, std::numeric_limits<float>::infinity()), std::pair(0.0, infinite));
      }
      for (const Activation activation : {Activation::Tanh, Activation::Erf, Activation::HardTanh}) {
        QCOMPARE(limits(activation, infinite), std::pair(-1.0, 1.0));
        if (activation == Activation::Tanh) continue;  // three units in the last place off in float
        QCOMPARE(limits(activation, std::numeric_limits<float>::infinity()), std::pair(-1.0, 1.0));
      }
    }
  }

  void planeRoutines_everyInstructionSet_equalSingleBits_data() {
    QTest::addColumn<int>("points");
    for (const int points : {1, 63, 64, 100, 128, 129, 300, 384}) QTest::addRow("%d", points) << points;
  }
  void planeRoutines_everyInstructionSet_equalSingleBits() {
    QFETCH(const int, points);
    constexpr std::ptrdiff_t stride = 6;  // words from tile to tile
    std::vector<std::uint64_t> plus(3 * stride), minus(3 * stride);
    Bits bits;
    std::vector<int> regions;
    for (int j = 0; j < 3 * kernel::tilePoints; ++j) {  // bits behind the last point count for nothing
      const auto word =
          static_cast<std::size_t>(j / kernel::tilePoints * stride + j % kernel::tilePoints / 64);
      const int region = bits.next() ? 1 : bits.next() ? -1 : 0;
      if (region != 0) (region > 0 ? plus : minus)[word] |= std::uint64_t{1} << j % 64;
      if (j < points) regions.push_back(region);
    }
    std::int64_t positive = 0, outside = 0, positiveChanges = 0, changes = 0;
    for (std::size_t j = 0; j < regions.size(); ++j) {
      positive += regions[j] > 0;
      outside += regions[j] != 0;
      if (j == 0) continue;
      positiveChanges += (regions[j] > 0) != (regions[j - 1] > 0);
      changes += regions[j] != regions[j - 1];
    }
    for (const auto set : supportedSets()) {
      const kernel::PlaneRoutines& routines = kernel::planeRoutines(set);
      QCOMPARE(routines.countSet(plus.data(), nullptr, stride, points), positive);
      QCOMPARE(routines.countSet(plus.data(), minus.data(), stride, points), outside);
      QCOMPARE(routines.countChanges(plus.data(), nullptr, stride, points), positiveChanges);
      QCOMPARE(routines.countChanges(plus.data(), minus.data(), stride, points), changes);
      for (const bool both : {false, true}) {
        std::vector<std::int8_t> out(regions.size() + 1, 7);
        routines.unpack(plus.data(), both ? minus.data() : nullptr, stride, points, out.data());
        for (std::size_t j = 0; j < regions.size(); ++j)
          QCOMPARE(int(out[j]), both ? regions[j] : std::max(0, regions[j]));
        QCOMPARE(int(out.back()), 7);
      }
    }
  }

  void componentRoutines_everyInstructionSet_equalPlainSums() {
    for (const auto set : supportedSets()) {
      compareComponents(kernel::routines<float>(set), 2e-6);
      compareComponents(kernel::routines<double>(set), 1e-14);
    }
  }
};

QTEST_APPLESS_MAIN(KernelTest)
#include "tst_kernel.moc"
