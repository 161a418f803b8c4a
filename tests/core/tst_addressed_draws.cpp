#include <QRegularExpression>
#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/network/inverse_normal.h"
#include "core/network/random_network.h"

using namespace arcscope::core;

namespace {

constexpr std::uint64_t seed = 3;

std::vector<double> normals(std::uint64_t fromSeed, std::uint32_t d, std::uint32_t i, std::size_t count,
                            std::uint32_t firstColumn = 0, DrawStream stream = DrawStream::Weight) {
  std::vector<double> out(count);
  drawNormals(fromSeed, stream, d, i, firstColumn, count, out.data());
  return out;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  double sum = 0.0;
  for (std::size_t j = 0; j < x.size(); ++j) sum += x[j] * y[j];
  return sum / static_cast<double>(x.size());
}

double distribution(double x) {
  return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

}  // namespace

class AddressedDrawsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  /// Bits and order of Philox4x64-10 as numpy.random.Philox has them, to normals as scipy.special.ndtri has
  /// them within two units in the last place; these are the program's own bits, which no machine may change.
  void drawNormals_knownAddresses_goldenBits() {
    const std::array<double, 6> first{-0x1.6b88da3141da5p-2, 0x1.065b49d727f92p+0,  -0x1.74860a35d9f8dp+0,
                                      -0x1.2230c19afd3f7p-2, -0x1.04a71c316e4dcp+0, -0x1.1da529ff313bbp+0};
    const std::vector<double> drawn = normals(3, 1, 0, first.size());
    QVERIFY(std::equal(first.begin(), first.end(), drawn.begin()));
    QCOMPARE(normals(0, 64, 0, 1, 4095, DrawStream::Bias)[0], -0x1.2ced2172303b2p+1);
    QCOMPARE(normals(0, 64, 0, 1, 4096, DrawStream::Bias)[0], -0x1.b177921f5a0c5p-1);
    QCOMPARE(normals(~std::uint64_t{0}, 0, 1, 1, 3, DrawStream::Endpoint)[0], -0x1.fde3abffc46bcp-3);
    QCOMPARE(normals(3, 1, 8, 1, 896117)[0], 0x1.6d46c8ad9acap+2);  // far tail, sqrt(-log r) below 5
    QCOMPARE(normals(3, 1, 11, 1, 954794)[0], -0x1.59c57f006e3e2p+2);
  }

  void drawUniforms_knownAddress_goldenBits() {
    std::array<double, 4> drawn{};
    drawUniforms(3, DrawStream::Weight, 1, 0, 0, drawn.size(), drawn.data());
    const std::array<double, 4> expected{0x1.71f5dd67442f6p-2, 0x1.b1ce798876a53p-1, 0x1.2a3beeba09dd8p-4,
                                         0x1.8dc3073080c72p-2};
    QVERIFY(drawn == expected);
  }

  void drawNormals_anyStretchOfARow_sameNumbersAsTheWholeRow() {
    const std::vector<double> whole = normals(seed, 5, 7, 1200);
    for (const std::uint32_t first : {0U, 1U, 2U, 3U, 4U, 255U, 256U, 700U})
      for (const std::size_t count :
           {std::size_t{1}, std::size_t{2}, std::size_t{5}, std::size_t{257}, std::size_t{500}}) {
        const std::vector<double> part = normals(seed, 5, 7, count, first);
        QVERIFY2(std::equal(part.begin(), part.end(), whole.begin() + first),
                 qPrintable(QStringLiteral("first %1, count %2").arg(first).arg(count)));
      }
  }

  void drawNormals_lastColumns_differFromTheFirst() {
    const std::vector<double> last = normals(seed, 1, 0, 4, 0xFFFFFFFCU);
    QVERIFY(last != normals(seed, 1, 0, 4));
  }

  void drawNormals_zeroCount_writesNothing() { drawNormals(seed, DrawStream::Weight, 1, 0, 0, 0, nullptr); }

  void drawNormals_millionNumbers_momentsOfTheStandardNormal() {
    constexpr std::size_t count = 1'000'000;
    const std::vector<double> x = normals(seed, 1, 0, count);
    std::array<double, 7> moment{};
    for (const double v : x) {
      double power = 1.0;
      for (double& m : moment) {
        m += power / static_cast<double>(count);
        power *= v;
      }
    }
    // The standard error of the p-th moment is sqrt((E[x^2p] - E[x^p]^2) / count); four of them are allowed.
    const auto within = [&](std::size_t p, double expected, double variance) {
      return std::abs(moment[p] - expected) < 4.0 * std::sqrt(variance / static_cast<double>(count));
    };
    QVERIFY(within(1, 0.0, 1.0));
    QVERIFY(within(2, 1.0, 2.0));
    QVERIFY(within(3, 0.0, 15.0));
    QVERIFY(within(4, 3.0, 96.0));
    QVERIFY(within(5, 0.0, 945.0));
    QVERIFY(within(6, 15.0, 10170.0));
  }

  void drawNormals_distribution_kolmogorovSmirnovDistanceSmall() {
    constexpr std::size_t count = 200'000;
    std::vector<double> x = normals(seed, 2, 1, count);
    std::sort(x.begin(), x.end());
    double distance = 0.0;
    for (std::size_t j = 0; j < count; ++j) {
      const double expected = distribution(x[j]);
      distance = std::max({distance, std::abs(expected - static_cast<double>(j) / count),
                           std::abs(expected - static_cast<double>(j + 1) / count)});
    }
    QVERIFY2(distance * std::sqrt(static_cast<double>(count)) < 1.63, "beyond the 99 % quantile");
  }

  void drawNormals_neighbouringAddresses_uncorrelated() {
    constexpr std::size_t count = 250'000;
    const std::vector<double> base = normals(seed, 1, 0, count);
    const double allowed = 4.0 / std::sqrt(static_cast<double>(count));
    QVERIFY(std::abs(correlation(base, normals(seed, 1, 1, count))) < allowed);
    QVERIFY(std::abs(correlation(base, normals(seed, 2, 0, count))) < allowed);
    QVERIFY(std::abs(correlation(base, normals(seed + 1, 1, 0, count))) < allowed);
    QVERIFY(std::abs(correlation(base, normals(seed | std::uint64_t{1} << 63U, 1, 0, count))) < allowed);
    QVERIFY(std::abs(correlation(base, normals(seed, 1, 0, count, 0, DrawStream::Endpoint))) < allowed);
    for (const std::uint32_t lag : {1U, 2U, 3U, 4U, 5U, 8U, 256U})
      QVERIFY2(std::abs(correlation(base, normals(seed, 1, 0, count, lag))) < allowed,
               qPrintable(QStringLiteral("lag %1").arg(lag)));
  }

  /// Squares too: numbers can be uncorrelated and yet large together.
  void drawNormals_neighbouringAddresses_squaresUncorrelated() {
    constexpr std::size_t count = 250'000;
    const auto squares = [](std::vector<double> x) {
      for (double& v : x) v = (v * v - 1.0) / std::numbers::sqrt2;
      return x;
    };
    const std::vector<double> base = squares(normals(seed, 1, 0, count));
    const double allowed = 4.0 / std::sqrt(static_cast<double>(count));
    for (const auto& other : {normals(seed, 1, 1, count), normals(seed, 2, 0, count),
                              normals(seed + 1, 1, 0, count), normals(seed, 1, 0, count, 1)})
      QVERIFY(std::abs(correlation(base, squares(other))) < allowed);
  }

  /// The first number of many rows is itself a sample: the counter's other words mix as well as its column.
  void drawNormals_downAColumn_momentsOfTheStandardNormal() {
    constexpr std::uint32_t rows = 40'000;
    double mean = 0.0;
    double square = 0.0;
    double product = 0.0;
    double before = 0.0;
    for (std::uint32_t i = 0; i < rows; ++i) {
      const double x = normals(seed, 3, i, 1)[0];
      mean += x / rows;
      square += x * x / rows;
      product += x * before / rows;
      before = x;
    }
    const double error = 1.0 / std::sqrt(static_cast<double>(rows));
    QVERIFY(std::abs(mean) < 4.0 * error);
    QVERIFY(std::abs(square - 1.0) < 4.0 * std::numbers::sqrt2 * error);
    QVERIFY(std::abs(product) < 4.0 * error);
  }

  void inverseNormal_wholeRange_invertsTheDistribution() {
    for (double u = 0x1p-53; u < 0.5; u *= 1.37) {
      const double x = inverseNormal(u);
      // d log Phi / dx is at most about |x| + 1: that much is lost in the round trip.
      const double back = distribution(x);
      const double allowed = 4e-16 * (1.0 + x * x);
      QVERIFY2(std::abs(back / u - 1.0) < 4.0 * allowed, qPrintable(QString::number(u, 'g', 17)));
    }
    QCOMPARE(inverseNormal(0.5), 0.0);
    QVERIFY(std::abs(inverseNormal(0.975) - 1.9599639845400542) < 1e-15);
    QVERIFY(std::abs(inverseNormal(1e-20) + 9.262340089798408) < 4e-15);  // sqrt(-log r) beyond 5
  }

  void inverseNormal_uniformsOfTheGenerator_symmetricAndFinite() {
    const std::array<std::uint64_t, 4> bits{0, ~std::uint64_t{0}, std::uint64_t{1} << 63U,
                                            (std::uint64_t{1} << 63U) - 1};
    std::array<double, 4> uniform{};
    uniformsFromBits(bits.data(), bits.size(), uniform.data());
    QCOMPARE(uniform[0], 0x1p-53);
    QCOMPARE(uniform[1], 1.0 - 0x1p-53);
    QCOMPARE(uniform[2] - 0.5, 0.5 - uniform[3]);
    std::array<double, 4> normal{};
    normalsFromBits(bits.data(), bits.size(), normal.data());
    QCOMPARE(normal[0], -normal[1]);
    QVERIFY(std::abs(normal[0] + 8.2095361516013856) < 1e-14);
    QCOMPARE(normal[2], -normal[3]);
  }

  void normalsFromBits_manyAtOnce_sameBitsAsOneByOne() {
    std::vector<std::uint64_t> bits(4099);
    std::uint64_t state = 1;
    for (std::uint64_t& b : bits) b = state = state * 6364136223846793005U + 1442695040888963407U;
    for (std::size_t j = 0; j < 64; ++j) bits[j * 7] = j;  // far tails, close together
    for (std::size_t j = 0; j < 64; ++j) bits[1000 + j] = ~std::uint64_t{0} - (j << 30U);
    for (const std::size_t count : {std::size_t{1}, std::size_t{7}, std::size_t{256}, bits.size()}) {
      std::vector<double> out(count);
      normalsFromBits(bits.data(), count, out.data());
      for (std::size_t j = 0; j < count; ++j) QCOMPARE(out[j], inverseNormal(uniformFromBits(bits[j])));
    }
  }
};

QTEST_APPLESS_MAIN(AddressedDrawsTest)
#include "tst_addressed_draws.moc"
