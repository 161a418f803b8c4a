#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <limits>

#include "core/network/safetensors.h"
#include "core/network/small_floats.h"
#include "safetensors_bytes.h"

using namespace arcscope::core;
using namespace arcscope::tests;

namespace {

std::string entry(const std::string& dtype, const std::string& shape, const std::string& offsets) {
  return R"({"dtype":")" + dtype + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}";
}

}  // namespace

class SafetensorsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void readSafetensors_everyFloatType_exactValues();

  /// All 65536 half-precision patterns against the definition.
  void fromHalf_everyPattern_valueOfTheFormat() {
    for (unsigned bits = 0; bits < 65536; ++bits) {
      const int exponent = static_cast<int>(bits >> 10U & 31U);
      const int fraction = static_cast<int>(bits & 1023U);
      const double sign = (bits & 0x8000U) != 0 ? -1.0 : 1.0;
      const double value = fromHalf(static_cast<std::uint16_t>(bits));
      if (exponent == 31) {
        QVERIFY(fraction != 0 ? std::isnan(value) : value == sign * std::numeric_limits<double>::infinity());
      } else {
        const double expected =
            exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
        QCOMPARE(value, sign * expected);
        QCOMPARE(std::signbit(value), sign < 0.0);
      }
    }
  }

  void readSafetensors_hostileHeader_oneSentenceThatNamesWhatIsWrong_data();
  void readSafetensors_hostileHeader_oneSentenceThatNamesWhatIsWrong() {
    QFETCH(const QByteArray, header);
    QFETCH(const int, dataBytes);
    QFETCH(const QString, expected);
    const Folder folder;
    const auto path = folder.write(
        "bad.safetensors",
        safetensorsBytes(header.toStdString(), std::string(static_cast<std::size_t>(dataBytes), '\0')));
    const Expected<TensorFile> read = readSafetensors(path);
    QVERIFY(!read);
    const QString message = QString::fromStdString(read.error().message);
    QVERIFY2(message.contains(expected), qPrintable(message));
    QVERIFY2(message.startsWith(QString::fromStdString(path.string())), qPrintable(message));
    QVERIFY2(message.size() < 400 && !message.contains(u'\n'), qPrintable(message));
  }

  void readSafetensors_lyingLength_refusedBeforeAnyAllocation() {
    const Folder folder;
    for (const char* length : {"\xff\xff\xff\xff\xff\xff\xff\xff", "\x00\x00\x00\x00\x00\x00\x00\x80",
                               "\x03\x00\x00\x00\x00\x00\x00\x00"}) {
      const Expected<TensorFile> read =
          readSafetensors(folder.write("lie.safetensors", std::string(length, 8) + "{}"));
      QVERIFY(!read);
      QVERIFY(read.error().message.find("only 2 follow") != std::string::npos);
    }
  }

  void readSafetensors_notAFile_oneSentence() {
    const Folder folder;
    const auto message = [](const std::filesystem::path& path) {
      const Expected<TensorFile> read = readSafetensors(path);
      return read ? QString() : QString::fromStdString(read.error().message);
    };
    QVERIFY(message(folder.path("missing")).contains(QStringLiteral("no such file")));
    QVERIFY(message(folder.path("")).contains(QStringLiteral("directory")));
    QVERIFY(message("/dev/zero").contains(QStringLiteral("not a regular file")));
    QVERIFY(message(folder.write("empty", "")).contains(QStringLiteral("at least 8 bytes")));
    QVERIFY(message(folder.write("short", "1234567")).contains(QStringLiteral("at least 8 bytes")));
  }

  void readSafetensors_truncatedAnywhere_refused() {
    const std::string whole =
        contents(std::filesystem::path(ARCSCOPE_TEST_DATA) / "relu-line-small.safetensors");
    QVERIFY(whole.size() > 2000);
    const Folder folder;
    for (std::size_t length = 0; length < whole.size(); length += 1 + length / 40)
      QVERIFY(!readSafetensors(folder.write("cut", whole.substr(0, length))));
    QVERIFY(!readSafetensors(folder.write("cut", whole + '\0')));
    QVERIFY(readSafetensors(folder.write("cut", whole)));
  }

  void writeSafetensors_anyContent_readsBackTheSameBits();

  void writeSafetensors_fails_saysWhyAndKeepsWhatStoodThere() {
    const TensorFile content{.tensors = {{"0.weight", {.shape = {1}, .values = {1.0}}}}, .metadata = {}};
    const auto full = writeSafetensors("/dev/full", content);
    QVERIFY(full);
    QCOMPARE(full->message, std::string("cannot write /dev/full: no space left on device"));
    const Folder folder;
    QVERIFY(writeSafetensors(folder.path(""), content));
    QVERIFY(writeSafetensors(folder.path("missing") / "a", content));
    QVERIFY(folder.entries().isEmpty());
  }
};

// Raw string literals stay out of the class: moc would lose count of the braces.

void SafetensorsTest::readSafetensors_everyFloatType_exactValues() {
  const std::string header = R"({"h":)" + entry("F16", "[4]", "[0,8]") + R"(,"b":)" +
                             entry("BF16", "[2]", "[8,12]") + R"(,"f":)" + entry("F32", "[1]", "[12,16]") +
                             R"(,"d":)" + entry("F64", "[1,1]", "[16,24]") +
                             R"(,"__metadata__":{"activation":"relu","note":"ünï \" \\"}})";
  const std::string data(
      "\x00\x3c\x01\x00\x00\xfc\xff\x7b"   // 1, 2^-24, -inf, 65504
      "\x80\x3f\x40\xc0"                   // 1, -3
      "\x00\x00\xc0\x3f"                   // 1.5
      "\x00\x00\x00\x00\x00\x00\x04\xc0",  // -2.5
      24);
  const Folder folder;
  const Expected<TensorFile> read =
      readSafetensors(folder.write("a.safetensors", safetensorsBytes(header, data)));
  QVERIFY2(read, read ? "" : read.error().message.c_str());
  const auto& tensors = read.value().tensors;
  QCOMPARE(tensors.at("h").values,
           (std::vector<double>{1.0, 0x1p-24, -std::numeric_limits<double>::infinity(), 65504.0}));
  QCOMPARE(tensors.at("b").values, (std::vector<double>{1.0, -3.0}));
  QCOMPARE(tensors.at("f").values, std::vector<double>{1.5});
  QCOMPARE(tensors.at("d").values, std::vector<double>{-2.5});
  QCOMPARE(tensors.at("d").shape, (std::vector<std::int64_t>{1, 1}));
  QCOMPARE(read.value().metadata.at("note"), std::string("ünï \" \\"));
}

void SafetensorsTest::readSafetensors_hostileHeader_oneSentenceThatNamesWhatIsWrong_data() {
  QTest::addColumn<QByteArray>("header");
  QTest::addColumn<int>("dataBytes");
  QTest::addColumn<QString>("expected");
  const auto row = [](const char* name, const std::string& header, int data, const char* expected) {
    QTest::newRow(name) << QByteArray::fromStdString(header) << data << QString::fromUtf8(expected);
  };
  const auto one = [](const std::string& dtype, const std::string& shape, const std::string& offsets) {
    return R"({"w":)" + entry(dtype, shape, offsets) + "}";
  };
  row("beyond the file", one("F64", "[4]", "[0,32]"), 24, "tensor \"w\" lies at bytes 0 to 32");
  row("10^18 elements", one("F64", "[1000000000000000000]", "[0,8]"), 8, "do not agree with its shape");
  row("product overflows", one("F64", "[4294967296,4294967296,2]", "[0,0]"), 0,
      "do not agree with its shape");
  row("offsets near 2^64", one("F64", "[1]", "[18446744073709551608,18446744073709551615]"), 8,
      "the file has only 8");
  row("offsets beyond 2^64", one("F64", "[1]", "[0,18446744073709551616]"), 8, "in its data_offsets");
  row("negative shape", one("F64", "[-1]", "[0,8]"), 8, "the number -1 in its shape");
  row("fractional shape", one("F64", "[1.5]", "[0,8]"), 8, "the number 1.5 in its shape");
  row("shape beyond 2^63", one("F64", "[9223372036854775808]", "[0,8]"), 8, "the number 9223372036854775808");
  row("backwards", one("F64", "[1]", "[8,0]"), 8, "runs backwards");
  row("three offsets", one("F64", "[1]", "[0,8,8]"), 8, "in its data_offsets");
  row("one offset", one("F64", "[1]", "[0]"), 8, "does not have two data_offsets");
  row("gap at the end", one("F64", "[1]", "[0,8]"), 16, "fill only 8");
  row("gap before", one("F64", "[1]", "[8,16]"), 16, "leaves a gap");
  row("overlap",
      R"({"a":)" + entry("F64", "[2]", "[0,16]") + R"(,"b":)" + entry("F64", "[2]", "[8,24]") + "}", 24,
      "tensor \"b\" lies at bytes 8 to 24, which overlaps");
  row("integers", one("I32", "[1]", "[0,4]"), 4,
      "tensor \"w\" is of type \"I32\"; it must be F16, BF16, F32, F64 or I64");
  row("same tensor twice",
      R"({"w":)" + entry("F64", "[1]", "[0,8]") + R"(,"w":)" + entry("F64", "[1]", "[0,8]") + "}", 8,
      "the key \"w\" twice");
  row("same key twice", R"({"w":{"dtype":"F64","dtype":"F32","shape":[1],"data_offsets":[0,8]}})", 8,
      "\"dtype\" twice");
  row("missing key", R"({"w":{"dtype":"F64","shape":[1]}})", 8, "lacks one of");
  row("unknown key", R"({"w":{"dtype":"F64","shape":[1],"data_offsets":[0,8],"x":1}})", 8, "the key \"x\"");
  row("nested shape", one("F64", "[[1]]", "[0,8]"), 8, "an array in its shape");
  row("shape is an object", one("F64", "{}", "[0,8]"), 8, "an object in its shape");
  row("dtype is a number", R"({"w":{"dtype":1,"shape":[1],"data_offsets":[0,8]}})", 8,
      "the number 1 in its dtype");
  row("entry is a number", R"({"w":1})", 8, "entry \"w\" is the number 1");
  row("metadata of numbers", R"({"__metadata__":{"a":1}})", 0, "metadata \"a\" is the number 1");
  row("nested metadata", R"({"__metadata__":{"a":{}}})", 0, "metadata \"a\" is an object");
  row("array", "[]", 0, "the header is an array");
  row("null", "null", 0, "the header is null");
  row("empty", "", 0, "not JSON");
  row("half an object", R"({"w":)", 0, "not JSON");
  row("text after it", "{} {}", 0, "not JSON");
  row("not UTF-8", "{\"\xff\xfe\":1}", 0, "not JSON");
  row("a million brackets", std::string(1'000'000, '['), 0, "the header is an array");
  row("deep in a shape", one("F64", std::string(500'000, '['), "[0,8]"), 8, "an array in its shape");
}

void SafetensorsTest::writeSafetensors_anyContent_readsBackTheSameBits() {
  TensorFile content;
  content.metadata = {{"setting", R"({"a": "<&>"})"}, {"ü", ""}};
  content.tensors["10.weight"] = {.shape = {2, 3},
                                  .values = {0.1, -0.0, 1e-310, 1e308, 0x1.fffffffffffffp-3, -3.0}};
  content.tensors["empty"] = {.shape = {0, 4}, .values = {}};
  content.tensors["scalar"] = {.shape = {}, .values = {7.0}};
  const Folder folder;
  QVERIFY(!writeSafetensors(folder.path("a.safetensors"), content));
  const Expected<TensorFile> read = readSafetensors(folder.path("a.safetensors"));
  QVERIFY2(read, read ? "" : read.error().message.c_str());
  QCOMPARE(read.value().metadata, content.metadata);
  QCOMPARE(read.value().tensors.size(), 3U);
  for (const auto& [name, tensor] : content.tensors) {
    QCOMPARE(read.value().tensors.at(name).shape, tensor.shape);
    QCOMPARE(read.value().tensors.at(name).values, tensor.values);
  }
  QVERIFY(std::signbit(read.value().tensors.at("10.weight").values[1]));
  const std::string bytes = contents(folder.path("a.safetensors"));
  QCOMPARE(static_cast<unsigned char>(bytes[0]) % 8, 0);  // the data is aligned
  QCOMPARE(bytes[8], '{');
}

QTEST_APPLESS_MAIN(SafetensorsTest)
#include "tst_safetensors.moc"
