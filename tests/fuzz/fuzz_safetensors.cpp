#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>

#include "core/network/safetensors.h"
#include "core/network/safetensors_header.h"

/// libFuzzer's entry: the input as the bytes of a network file. Whatever they are, loading ends in a network
/// or in one sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace arcscope::core;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (const auto header = parseSafetensorsHeader(bytes, 64); !header && header.error().message.empty())
    std::abort();
  static const std::string file = "/tmp/fuzz_safetensors." + std::to_string(::getpid());
  std::ofstream(file, std::ios::binary | std::ios::trunc)
      .write(bytes.data(), static_cast<std::streamsize>(size));
  for (const bool readoutLast : {false, true})
    if (const auto network = loadNetwork(file, readoutLast); !network && network.error().message.empty())
      std::abort();
  return 0;
}
