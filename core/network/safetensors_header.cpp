#include "core/network/safetensors_header.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "core/support/text.h"

namespace arcscope::core {
namespace {

using Json = nlohmann::ordered_json;

struct TypeRow {
  std::string_view name;
  StoredType type;
  std::size_t bytes;
};
constexpr std::array types{TypeRow{"F16", StoredType::F16, 2}, TypeRow{"BF16", StoredType::BF16, 2},
                           TypeRow{"F32", StoredType::F32, 4}, TypeRow{"F64", StoredType::F64, 8},
                           TypeRow{"I64", StoredType::I64, 8}};

/// Takes a header event by event, so that nothing but what the format allows is ever kept.
class HeaderReader : public nlohmann::json_sax<Json> {
 public:
  [[nodiscard]] SafetensorsHeader take() && { return std::move(m_header); }
  [[nodiscard]] const std::string& complaint() const { return m_complaint; }

  bool null() override { return unexpected("null"); }
  bool boolean(bool) override { return unexpected("true or false"); }
  bool number_integer(number_integer_t value) override {
    return unexpected("the number " + std::to_string(value));
  }
  bool number_float(number_float_t, const string_t& text) override {
    return unexpected("the number " + text);
  }
  bool binary(binary_t&) override { return unexpected("binary data"); }

  bool number_unsigned(number_unsigned_t value) override {
    if (m_place == Place::Shape) {
      if (value > INT64_MAX) return unexpected("the number " + std::to_string(value));
      tensor().shape.push_back(static_cast<std::int64_t>(value));
      return true;
    }
    if (m_place == Place::Offsets && m_offsets < 2) {
      (m_offsets++ == 0 ? tensor().begin : tensor().end) = value;
      return true;
    }
    return unexpected("the number " + std::to_string(value));
  }

  bool string(string_t& value) override {
    if (m_place == Place::Metadata) {
      m_header.metadata[m_key] = value;
      return true;
    }
    if (m_place != Place::Tensor || m_key != "dtype") return unexpected("the text " + inQuotes(value));
    const auto* row =
        std::find_if(types.begin(), types.end(), [&](const TypeRow& one) { return one.name == value; });
    if (row == types.end())
      return fail("tensor " + inQuotes(tensor().name) + " is of type " + inQuotes(value) +
                  "; it must be F16, BF16, F32, F64 or I64");
    tensor().type = row->type;
    return true;
  }

  bool start_object(std::size_t) override {
    if (m_place == Place::Outside) return enter(Place::Top);
    if (m_place != Place::Top) return unexpected("an object");
    m_innerKeys.clear();
    if (m_key == "__metadata__") return enter(Place::Metadata);
    m_header.tensors.emplace_back().name = m_key;
    return enter(Place::Tensor);
  }

  bool end_object() override {
    if (m_place == Place::Tensor && m_innerKeys.size() != 3)
      return fail("tensor " + inQuotes(tensor().name) + " lacks one of dtype, shape and data_offsets");
    return enter(m_place == Place::Top ? Place::Outside : Place::Top);
  }

  bool key(string_t& value) override {
    m_key = value;
    std::set<std::string>& known = m_place == Place::Top ? m_topKeys : m_innerKeys;
    if (!known.insert(value).second) return fail("the header has the key " + inQuotes(value) + " twice");
    if (m_place == Place::Tensor && value != "dtype" && value != "shape" && value != "data_offsets")
      return fail("tensor " + inQuotes(tensor().name) + " has the key " + inQuotes(value) +
                  "; it must have dtype, shape and data_offsets only");
    return true;
  }

  bool start_array(std::size_t) override {
    if (m_place != Place::Tensor) return unexpected("an array");
    if (m_key == "shape") return enter(Place::Shape);
    if (m_key != "data_offsets") return unexpected("an array");
    m_offsets = 0;
    return enter(Place::Offsets);
  }

  bool end_array() override {
    if (m_place == Place::Offsets && m_offsets != 2)
      return fail("tensor " + inQuotes(tensor().name) + " does not have two data_offsets");
    return enter(Place::Tensor);
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    return fail("the header is not JSON from byte " + std::to_string(position) + " on");
  }

 private:
  enum class Place : std::uint8_t { Outside, Top, Metadata, Tensor, Shape, Offsets };

  StoredTensor& tensor() { return m_header.tensors.back(); }
  bool enter(Place place) {
    m_place = place;
    return true;
  }
  bool fail(std::string complaint) {
    m_complaint = std::move(complaint);
    return false;
  }
  bool unexpected(const std::string& what) {
    switch (m_place) {
      case Place::Outside:
        return fail("the header is " + what + "; it must be an object");
      case Place::Top:
        return fail("the header's entry " + inQuotes(m_key) + " is " + what + "; it must be an object");
      case Place::Metadata:
        return fail("the metadata " + inQuotes(m_key) + " is " + what + "; it must be text");
      default:
        return fail("tensor " + inQuotes(tensor().name) + " has " + what + " in its " + m_key);
    }
  }

  SafetensorsHeader m_header;
  std::string m_complaint;
  std::string m_key;
  std::set<std::string> m_topKeys;
  std::set<std::string> m_innerKeys;
  Place m_place = Place::Outside;
  int m_offsets = 0;
};

/// Bytes of all elements; nullopt beyond `most`.
std::optional<std::uint64_t> bytesOfShape(const StoredTensor& tensor, std::uint64_t most) {
  if (std::find(tensor.shape.begin(), tensor.shape.end(), 0) != tensor.shape.end()) return 0;
  std::uint64_t bytes = bytesOf(tensor.type);
  for (const std::int64_t extent : tensor.shape) {
    if (static_cast<std::uint64_t>(extent) > most / bytes) return std::nullopt;
    bytes *= static_cast<std::uint64_t>(extent);
  }
  return bytes;
}

/// What is wrong with how the tensors lie in the data, which they must fill without gap or overlap.
std::optional<Error> checkLayout(const std::vector<StoredTensor>& tensors, std::uint64_t dataSize) {
  std::uint64_t filled = 0;
  for (const StoredTensor& tensor : tensors) {
    const std::string who = "tensor " + inQuotes(tensor.name);
    const std::string where =
        who + " lies at bytes " + std::to_string(tensor.begin) + " to " + std::to_string(tensor.end);
    if (tensor.begin > tensor.end) return Error{where + ", which runs backwards"};
    if (tensor.end > dataSize)
      return Error{where + ", but the file has only " + std::to_string(dataSize) + " bytes of data"};
    const std::uint64_t length = tensor.end - tensor.begin;
    if (bytesOfShape(tensor, dataSize) != length)
      return Error{who + " has " + std::to_string(length) +
                   " bytes, which do not agree with its shape and type"};
    if (tensor.begin < filled) return Error{where + ", which overlaps another tensor"};
    if (tensor.begin > filled) return Error{where + ", which leaves a gap before it"};
    filled = tensor.end;
  }
  if (filled != dataSize)
    return Error{"the file has " + std::to_string(dataSize) + " bytes of data, but its tensors fill only " +
                 std::to_string(filled)};
  return std::nullopt;
}

}  // namespace

std::size_t bytesOf(StoredType type) {
  return types[static_cast<std::size_t>(type)].bytes;
}

Expected<SafetensorsHeader> parseSafetensorsHeader(std::string_view text, std::uint64_t dataSize) {
  HeaderReader reader;
  if (!Json::sax_parse(text, &reader))
    return Error{reader.complaint().empty() ? "the header is not JSON" : reader.complaint()};
  SafetensorsHeader header = std::move(reader).take();
  const auto position = [](const StoredTensor& tensor) { return std::pair(tensor.begin, tensor.end); };
  std::stable_sort(header.tensors.begin(), header.tensors.end(),
                   [&](const StoredTensor& a, const StoredTensor& b) { return position(a) < position(b); });
  if (std::optional<Error> wrong = checkLayout(header.tensors, dataSize)) return *wrong;
  return header;
}

}  // namespace arcscope::core
