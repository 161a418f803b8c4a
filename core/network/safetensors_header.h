#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/support/expected.h"

namespace arcscope::core {

enum class StoredType : std::uint8_t { F16, BF16, F32, F64, I64 };
[[nodiscard]] std::size_t bytesOf(StoredType type);

/// What a safetensors header says of one tensor, checked against the file.
struct StoredTensor {
  std::string name;
  StoredType type = StoredType::F64;
  std::vector<std::int64_t> shape;
  std::uint64_t begin = 0;  ///< bytes from the end of the header
  std::uint64_t end = 0;
};

struct SafetensorsHeader {
  std::vector<StoredTensor> tensors;  ///< in the order of their bytes
  std::map<std::string, std::string> metadata;
};

/// Parses the JSON `text` of a header that `dataSize` bytes follow. Strict: every byte of data belongs to
/// exactly one tensor, shapes and types agree with the lengths, no key stands twice, nothing is nested deeper
/// than the format has it. Memory is a small multiple of the text's length. Errors name the tensor but not
/// the file.
[[nodiscard]] Expected<SafetensorsHeader> parseSafetensorsHeader(std::string_view text,
                                                                 std::uint64_t dataSize);

}  // namespace arcscope::core
