#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <array>
#include <string>

#include "core/network/safetensors.h"
#include "mutator.h"

using namespace arcscope::core;
using namespace arcscope::tests;

namespace {

/// What an attacker would put into a header in place of something else.
constexpr std::array<std::string_view, 26> splinters{"0",
                                                     "-1",
                                                     "1e400",
                                                     "9223372036854775807",
                                                     "18446744073709551615",
                                                     "18446744073709551616",
                                                     "1000000000000000000",
                                                     "4294967296",
                                                     "null",
                                                     "[[[[[[[[",
                                                     "]]]]",
                                                     "{}",
                                                     "{\"a\":{",
                                                     "}}",
                                                     "\"",
                                                     "\\u0000",
                                                     "\\ud800",
                                                     ",",
                                                     ":",
                                                     "F16",
                                                     "I64",
                                                     "__metadata__",
                                                     "trajectory.x0",
                                                     "0.weight",
                                                     "bias",
                                                     " "};

/// Makes the length fit the header again, so that what follows it is looked at.
void mendLength(std::string& bytes) {
  const std::size_t end = bytes.find("}}");
  if (end == std::string::npos || end < 8) return;
  const std::uint64_t length = end + 2 - 8;
  for (unsigned i = 0; i < 8; ++i) bytes[i] = static_cast<char>(length >> (8 * i) & 0xFFU);
}

}  // namespace

class SafetensorsMutationsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void loadNetwork_thousandsOfMutations_networkOrOneSentence() {
    const QTemporaryDir folder;
    int loaded = 0;
    int refused = 0;
    for (const char* name : {"relu-line-small", "hard_tanh-arc-small"}) {
      QFile original(QDir(QStringLiteral(ARCSCOPE_TEST_DATA))
                         .filePath(QLatin1String(name) + QStringLiteral(".safetensors")));
      QVERIFY(original.open(QIODevice::ReadOnly));
      const std::string bytes = original.readAll().toStdString();
      Mutator mutator(bytes.size(), {splinters.begin(), splinters.end()}, 8 + 900);  // the header decides
      for (int i = 0; i < 6000; ++i) {
        const std::string mutant = mutator.mutate(bytes, mendLength);
        // A new name each time: some file systems wait for the disk where a file is written over.
        const QString path = folder.filePath(QStringLiteral("%1.safetensors").arg(i));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(mutant.data(), static_cast<qint64>(mutant.size()));
        file.close();
        const Expected<LoadedNetwork> read = loadNetwork(path.toStdString(), i % 2 == 0);
        QVERIFY(QFile::remove(path));
        if (!read) {
          ++refused;
          const std::string& message = read.error().message;
          QVERIFY2(message.starts_with(path.toStdString() + ": "), message.c_str());
          QVERIFY2(message.size() < 600 && message.find('\n') == std::string::npos, message.c_str());
          continue;
        }
        ++loaded;
        const Network& network = read.value().network;
        Eigen::Index fanIn = network.inputDim();
        for (const Layer& layer : network.layers) {
          QCOMPARE(layer.weights.cols(), fanIn);
          QCOMPARE(layer.bias.size(), layer.weights.rows());
          QVERIFY(layer.weights.allFinite() && layer.bias.allFinite());
          fanIn = layer.weights.rows();
        }
      }
    }
    QVERIFY2(loaded > 100 && refused > 5000,
             qPrintable(QStringLiteral("%1 loaded, %2 refused").arg(loaded).arg(refused)));
  }
};

QTEST_APPLESS_MAIN(SafetensorsMutationsTest)
#include "tst_safetensors_mutations.moc"
