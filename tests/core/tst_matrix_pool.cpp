#include <QtTest>
#include <memory>
#include <vector>

#include "core/explorer/matrix_pool.h"

using namespace arcscope;

namespace {

using Pool = core::MatrixPool<Eigen::MatrixXf>;
constexpr std::size_t megabyte = std::size_t{1} << 20;
constexpr Eigen::Index side = 1024;  // of a matrix of 4 MB

}  // namespace

class MatrixPoolTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void matrix_givenBack_isHandedOutAgain_inAnyShapeOfItsSize() {
    Pool pool;
    auto first = pool.take(side, side);
    const float* const numbers = first->data();
    first.reset();
    QCOMPARE(pool.freeBytes(), 4 * megabyte);
    const auto second = pool.take(side / 2, 2 * side);
    QCOMPARE(second->data(), numbers);
    QCOMPARE(second->rows(), side / 2);
    QCOMPARE(pool.freeBytes(), std::size_t{0});
  }

  void free_afterALargeNetwork_isAtMostTwiceWhatIsInUse_or32MB() {
    Pool pool;
    std::vector<std::shared_ptr<Eigen::MatrixXf>> large;
    for (int i = 0; i < 60; ++i) large.push_back(pool.take(side, side));
    std::vector<std::shared_ptr<Eigen::MatrixXf>> kept(large.begin(), large.begin() + 20);
    large.clear();
    QCOMPARE(pool.freeBytes(), 160 * megabyte);  // forty of them: all that a frame of that size needs again
    kept.resize(10);
    QCOMPARE(pool.freeBytes(), 80 * megabyte);
    kept.clear();
    QCOMPARE(pool.freeBytes(), 32 * megabyte);
  }

  void matrix_thatOutlivesItsPool_isSafe() {
    auto pool = std::make_unique<Pool>();
    const auto matrix = pool->take(3, 4);
    pool.reset();
    matrix->setConstant(1.0F);
    QCOMPARE(matrix->sum(), 12.0F);
  }
};

QTEST_APPLESS_MAIN(MatrixPoolTest)
#include "tst_matrix_pool.moc"
