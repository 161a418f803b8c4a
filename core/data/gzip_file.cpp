#include "core/data/gzip_file.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <sstream>

#include "core/support/input_file.h"

namespace arcscope::core {
namespace {

constexpr std::uint64_t chunkBytes = 1U << 16U;  // of the file, and of its content, at a time
constexpr Bytef firstOfGzip = 0x1F;
constexpr Bytef secondOfGzip = 0x8B;

}  // namespace

struct GzipFile::Source {
  Source(std::filesystem::path path, std::unique_ptr<std::istream> bytes)
      : name(std::move(path)), stream(std::move(bytes)) {
    fill();
    isPacked = zlib.avail_in >= 2 && buffer[0] == firstOfGzip && buffer[1] == secondOfGzip;
    if (isPacked && ::inflateInit2(&zlib, MAX_WBITS + 16) != Z_OK) throw std::bad_alloc();  // 16: gzip alone
  }
  ~Source() {
    if (isPacked) ::inflateEnd(&zlib);
  }
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  /// The next bytes of the file into the emptied buffer; false at its end.
  bool fill() {
    stream->read(reinterpret_cast<char*>(buffer.data()), static_cast<std::streamsize>(buffer.size()));
    zlib.next_in = buffer.data();
    zlib.avail_in = static_cast<uInt>(stream->gcount());
    fetched += zlib.avail_in;
    return zlib.avail_in > 0;
  }

  /// The byte of the file that comes next.
  [[nodiscard]] std::string place() const { return "byte " + std::to_string(fetched - zlib.avail_in); }

  /// Moves plain bytes into `room`; returns how many.
  std::size_t copy(std::uint8_t* room, std::size_t size) {
    const std::size_t count = std::min<std::size_t>(size, zlib.avail_in);
    std::memcpy(room, zlib.next_in, count);
    zlib.next_in += count;
    zlib.avail_in -= static_cast<uInt>(count);
    return count;
  }

  /// Unpacks into `room` from what the buffer holds; returns how many bytes.
  Expected<std::size_t> unpack(std::uint8_t* room, std::size_t size) {
    if (isMemberOver) {
      if (*zlib.next_in != firstOfGzip)
        return aboutFile(name, "at " + place() + ", after the end of the gzip data, follow other bytes");
      ::inflateReset(&zlib);
      isMemberOver = false;
    }
    zlib.next_out = room;
    zlib.avail_out = static_cast<uInt>(size);
    const int code = ::inflate(&zlib, Z_NO_FLUSH);
    if (code != Z_OK && code != Z_BUF_ERROR && code != Z_STREAM_END)
      return aboutFile(name, "the gzip data is damaged at " + place() + ": " +
                                 (zlib.msg != nullptr ? zlib.msg : "not what it should be"));
    isMemberOver = code == Z_STREAM_END;
    return size - zlib.avail_out;
  }

  std::filesystem::path name;
  std::unique_ptr<std::istream> stream;
  z_stream zlib{};
  std::array<Bytef, chunkBytes> buffer;
  std::uint64_t fetched = 0;  // bytes of the file, those in the buffer included
  bool isPacked = false;
  bool isMemberOver = false;
};

GzipFile::GzipFile(std::unique_ptr<Source> source) : m_source(std::move(source)) {}
GzipFile::GzipFile(GzipFile&& other) noexcept = default;
GzipFile& GzipFile::operator=(GzipFile&& other) noexcept = default;
GzipFile::~GzipFile() = default;

Expected<GzipFile> GzipFile::open(const std::filesystem::path& file, std::string_view kind) {
  if (std::optional<Error> wrong = refuseUnlessRegular(file, kind)) return *std::move(wrong);
  auto stream = std::make_unique<std::ifstream>(file, std::ios::binary);
  if (!*stream) return aboutFile(file, "the file cannot be read");
  return GzipFile(std::make_unique<Source>(file, std::move(stream)));
}

GzipFile GzipFile::inMemory(std::string name, std::string_view bytes) {
  return GzipFile(
      std::make_unique<Source>(std::move(name), std::make_unique<std::istringstream>(std::string(bytes))));
}

std::optional<Error> GzipFile::read(std::uint64_t count, Bytes& content) {
  Source& source = *m_source;
  while (count > 0) {
    // Packed data may have more to give from an empty buffer: bytes that the last step had no room for.
    if (source.zlib.avail_in == 0 && !source.fill()) {
      if (source.stream->bad()) return about("the file cannot be read at " + source.place());
      if (!source.isPacked || source.isMemberOver) return std::nullopt;
    }
    const auto step = static_cast<std::size_t>(std::min(count, chunkBytes));
    const std::size_t before = content.size();
    content.resize(before + step);
    Expected<std::size_t> got = source.isPacked ? source.unpack(content.data() + before, step)
                                                : source.copy(content.data() + before, step);
    content.resize(before + (got ? got.value() : 0));
    if (!got) return got.error();
    if (got.value() == 0 && source.zlib.avail_in == 0 && source.isPacked && !source.isMemberOver &&
        source.stream->eof())
      return about("the gzip data breaks off at " + source.place() + ", the end of the file");
    count -= got.value();
  }
  return std::nullopt;
}

Expected<bool> GzipFile::atEnd() {
  Bytes next;
  if (std::optional<Error> wrong = read(1, next)) return *std::move(wrong);
  return next.empty();
}

std::string GzipFile::name() const {
  return printable(m_source->name.string());
}

Error GzipFile::about(const std::string& what) const {
  return aboutFile(m_source->name, what);
}

}  // namespace arcscope::core
