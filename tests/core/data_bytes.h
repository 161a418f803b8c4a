#pragma once
#include <zlib.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string>

namespace arcscope::tests {

/// Big-endian words one after the other, as IDX headers have them.
inline std::string words(std::initializer_list<std::uint32_t> values) {
  std::string bytes;
  for (const std::uint32_t value : values)
    for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>(value >> shift & 0xFFU);
  return bytes;
}

/// `count` images of `height` x `width` whose bytes count up from 0, round and round.
inline std::string idxImages(std::uint32_t count, std::uint32_t height, std::uint32_t width) {
  std::string bytes = words({0x803, count, height, width});
  for (std::uint32_t i = 0; i < count * height * width; ++i) bytes += static_cast<char>(i & 0xFFU);
  return bytes;
}

inline std::string idxLabels(const std::string& labels) {
  return words({0x801, static_cast<std::uint32_t>(labels.size())}) + labels;
}

/// Labels 0, 1, ..., classes - 1, 0, 1, ....
inline std::string labelsInTurn(int count, int classes) {
  std::string labels;
  for (int i = 0; i < count; ++i) labels += static_cast<char>(i % classes);
  return labels;
}

/// A CIFAR-10 record whose red pixels are `fill`, green `fill` + 1, blue `fill` + 2.
inline std::string cifarRecord(int label, int fill) {
  std::string bytes(1, static_cast<char>(label));
  for (int channel = 0; channel < 3; ++channel) bytes.append(1024, static_cast<char>(fill + channel));
  return bytes;
}

/// `content` as one gzip member.
inline std::string gzipped(const std::string& content) {
  z_stream stream{};
  ::deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
  std::string bytes(::deflateBound(&stream, static_cast<uLong>(content.size())) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  ::deflate(&stream, Z_FINISH);
  bytes.resize(stream.total_out);
  ::deflateEnd(&stream);
  return bytes;
}

/// zlib's own reader of gzip files, by itself.
inline std::string unzipped(const std::filesystem::path& file) {
  std::string content;
  gzFile opened = ::gzopen(file.c_str(), "rb");
  std::array<char, 4096> buffer;
  for (int count = 0; (count = ::gzread(opened, buffer.data(), buffer.size())) > 0;)
    content.append(buffer.data(), static_cast<std::size_t>(count));
  ::gzclose(opened);
  return content;
}

inline std::filesystem::path sampleDirectory() {
  return std::filesystem::path(ARCSCOPE_TEST_DATA) / ".." / ".." / "resources" / "data" / "fashion-mnist";
}

}  // namespace arcscope::tests
