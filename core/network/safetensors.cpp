#include "core/network/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>

#include "core/network/safetensors_header.h"
#include "core/network/small_floats.h"
#include "core/setting/setting.h"
#include "core/support/input_file.h"
#include "core/support/json_text.h"
#include "core/support/output_file.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

namespace fs = std::filesystem;

constexpr const char* unreadable = "the file cannot be read";
constexpr std::uint64_t lengthBytes = 8;
constexpr std::uint64_t longestHeader = 100'000'000;  // as the format's own implementation has it

/// The little-endian number at `bytes`.
template <class Unsigned>
Unsigned littleEndian(const char* bytes) {
  Unsigned value = 0;
  for (std::size_t i = 0; i < sizeof(Unsigned); ++i)
    value =
        static_cast<Unsigned>(value | static_cast<Unsigned>(static_cast<unsigned char>(bytes[i])) << (8 * i));
  return value;
}

void appendLittleEndian(std::string& bytes, std::uint64_t value) {
  for (unsigned i = 0; i < 8; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
}

double numberAt(StoredType type, const char* bytes) {
  switch (type) {
    case StoredType::F16:
      return fromHalf(littleEndian<std::uint16_t>(bytes));
    case StoredType::BF16:
      return fromBfloat(littleEndian<std::uint16_t>(bytes));
    case StoredType::F32:
      return static_cast<double>(std::bit_cast<float>(littleEndian<std::uint32_t>(bytes)));
    case StoredType::F64:
      return std::bit_cast<double>(littleEndian<std::uint64_t>(bytes));
    case StoredType::I64:
      return static_cast<double>(std::bit_cast<std::int64_t>(littleEndian<std::uint64_t>(bytes)));
  }
  return 0.0;
}

/// Nothing is allocated here that the file has not been found long enough to fill.
bool readValues(std::istream& stream, const StoredTensor& stored, std::vector<double>& values) {
  const std::size_t size = bytesOf(stored.type);
  std::uint64_t left = (stored.end - stored.begin) / size;
  values.reserve(left);
  std::array<char, 1U << 16U> buffer;
  while (left > 0) {
    const std::size_t count = std::min<std::uint64_t>(left, buffer.size() / size);
    if (!stream.read(buffer.data(), static_cast<std::streamsize>(count * size))) return false;
    for (std::size_t i = 0; i < count; ++i) values.push_back(numberAt(stored.type, buffer.data() + i * size));
    left -= count;
  }
  return true;
}

std::uint64_t totalElements(const SafetensorsHeader& header) {
  std::uint64_t total = 0;
  for (const StoredTensor& tensor : header.tensors)
    total += (tensor.end - tensor.begin) / bytesOf(tensor.type);
  return total;
}

std::string headerText(const TensorFile& content) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!content.metadata.empty()) header["__metadata__"] = content.metadata;
  std::uint64_t offset = 0;
  for (const auto& [name, tensor] : content.tensors) {
    const std::uint64_t end = offset + 8 * tensor.values.size();
    header[name] = {{"dtype", "F64"}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string text = jsonText(header);
  text.append((8 - text.size() % 8) % 8, ' ');  // the data begins at a multiple of 8
  return text;
}

/// @param size of the whole stream in bytes.
Expected<TensorFile> readTensors(std::istream& stream, std::uint64_t size) {
  std::array<char, lengthBytes> prefix{};
  if (size < lengthBytes || !stream.read(prefix.data(), prefix.size()))
    return Error{"a safetensors file has at least 8 bytes; this one has " + std::to_string(size)};
  const auto headerSize = littleEndian<std::uint64_t>(prefix.data());
  if (headerSize > size - lengthBytes)
    return Error{"the header is said to have " + std::to_string(headerSize) + " bytes, but only " +
                 std::to_string(size - lengthBytes) + " follow: truncated, or not a safetensors file"};
  if (headerSize > longestHeader)
    return Error{"the header has " + std::to_string(headerSize) + " bytes; at most " +
                 std::to_string(longestHeader) + " are allowed"};
  std::string text(headerSize, '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(headerSize))) return Error{unreadable};
  Expected<SafetensorsHeader> parsed = parseSafetensorsHeader(text, size - lengthBytes - headerSize);
  if (!parsed) return parsed.error();
  SafetensorsHeader header = std::move(parsed).value();
  if (static_cast<double>(totalElements(header)) * sizeof(double) > memoryLimit)
    return Error{"its tensors hold " + std::to_string(totalElements(header)) + " numbers; at most " +
                 numberText(memoryLimit / sizeof(double)) + " are allowed"};
  TensorFile content{.tensors = {}, .metadata = std::move(header.metadata)};
  for (StoredTensor& stored : header.tensors) {
    Tensor tensor{.shape = std::move(stored.shape), .values = {}};
    if (!readValues(stream, stored, tensor.values))
      return Error{"tensor " + inQuotes(stored.name) + " cannot be read to its end"};
    content.tensors.emplace(std::move(stored.name), std::move(tensor));
  }
  return content;
}

/// Hands out the file's bytes in pieces. @param write std::string -> std::optional<Error>.
template <class Write>
std::optional<Error> writeTensors(const TensorFile& content, Write write) {
  const std::string header = headerText(content);
  std::string bytes;
  appendLittleEndian(bytes, header.size());
  bytes += header;
  constexpr std::size_t writeAt = 1U << 20U;
  for (const auto& [name, tensor] : content.tensors)
    for (const double value : tensor.values) {
      appendLittleEndian(bytes, std::bit_cast<std::uint64_t>(value));
      if (bytes.size() < writeAt) continue;
      if (std::optional<Error> error = write(bytes)) return error;
      bytes.clear();
    }
  return write(bytes);
}

}  // namespace

Expected<TensorFile> readSafetensors(const fs::path& file) {
  if (std::optional<Error> wrong = refuseUnlessRegular(file, "a safetensors file")) return *std::move(wrong);
  std::error_code unknown;
  std::ifstream stream(file, std::ios::binary);
  const std::uint64_t size = fs::file_size(file, unknown);
  if (!stream || unknown) return aboutFile(file, unreadable);
  Expected<TensorFile> content = readTensors(stream, size);
  if (!content) return aboutFile(file, content.error().message);
  return content;
}

Expected<TensorFile> safetensorsFromText(std::string_view bytes) {
  std::istringstream stream{std::string(bytes)};
  return readTensors(stream, bytes.size());
}

std::string safetensorsText(const TensorFile& content) {
  std::string all;
  static_cast<void>(writeTensors(content, [&](const std::string& bytes) -> std::optional<Error> {
    all += bytes;
    return std::nullopt;
  }));
  return all;
}

std::optional<Error> writeSafetensors(const fs::path& file, const TensorFile& content) {
  Expected<OutputFile> opened = OutputFile::open(file);
  if (!opened) return opened.error();
  OutputFile output = std::move(opened).value();
  if (auto error = writeTensors(content, [&](const std::string& bytes) { return output.write(bytes); }))
    return error;
  return output.commit();
}

}  // namespace arcscope::core
