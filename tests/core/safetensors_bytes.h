#pragma once
#include <cstdint>
#include <string>

#include "folder.h"

namespace arcscope::tests {

/// A safetensors file's bytes put together by hand: length, header text, data.
inline std::string safetensorsBytes(const std::string& header, const std::string& data) {
  std::string bytes;
  for (unsigned i = 0; i < 8; ++i)
    bytes += static_cast<char>(std::uint64_t{header.size()} >> (8 * i) & 0xFFU);
  return bytes + header + data;
}

}  // namespace arcscope::tests
