#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Json.h>
#include <normscope/base/PlainText.h>
#include <normscope/experiment/SafetensorsFile.h>

namespace normscope
{

namespace
{

constexpr std::size_t kLargestSafetensors = std::size_t{4} << 30U;
/// Twice the header of a checkpoint of the deepest ResNet that can be trained, 33,000 tensors. Its values in memory
/// take several times their text, so that their number is limited, too.
constexpr std::uint64_t kLargestHeader = 8U << 20U;
constexpr JsonLimits kHeaderLimits{100'000, 500'000};

/// A tensor as the header describes it.
struct Entry
{
    HostTensor tensor;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

std::optional<std::uint64_t> wholeNumber(const SortedJson& json)
{
    return json.is_number_unsigned() ? std::optional(json.get<std::uint64_t>()) : std::nullopt;
}

/// The bytes that a shape asks for. None where that number does not fit.
std::optional<std::uint64_t> sizeOf(const std::vector<std::int64_t>& shape, std::uint64_t elementSize)
{
    std::uint64_t size = elementSize;
    for (const std::int64_t extent : shape) {
        const auto factor = static_cast<std::uint64_t>(extent);
        if (factor != 0 && size > std::numeric_limits<std::uint64_t>::max() / factor) {
            return std::nullopt;
        }
        size *= factor;
    }
    return size;
}

/// The entry, or what is wrong with it.
tl::expected<Entry, Message> entryOf(const std::string& name, const SortedJson& json)
{
    const auto wrong = [](Message reason) { return tl::unexpected(std::move(reason)); };
    if (!json.is_object() || !json.contains("dtype") || !json.contains("shape") || !json.contains("data_offsets")) {
        return wrong(Message::tr("needs dtype, shape and data_offsets"));
    }
    Entry entry;
    entry.tensor.name = name;
    std::uint64_t elementSize = sizeof(float);
    if (json["dtype"] == "I64") {
        entry.tensor.type = HostTensor::Type::Int64;
        elementSize = sizeof(std::int64_t);
    } else if (json["dtype"] != "F32") {
        return wrong(Message::tr(
            "has dtype {}, Normscope reads F32 and I64",
            inSentence(json["dtype"].is_string() ? json["dtype"].get<std::string>() : json["dtype"].type_name())));
    }
    if (!json["shape"].is_array()) {
        return wrong(Message::tr("has a shape that is no list"));
    }
    for (const SortedJson& extent : json["shape"]) {
        const auto number = wholeNumber(extent);
        if (!number || *number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
            return wrong(Message::tr("has a shape that is not made of whole numbers"));
        }
        entry.tensor.shape.push_back(static_cast<std::int64_t>(*number));
    }
    const SortedJson& offsets = json["data_offsets"];
    if (!offsets.is_array() || offsets.size() != 2 || !wholeNumber(offsets[0]) || !wholeNumber(offsets[1])) {
        return wrong(Message::tr("has data_offsets that are not two whole numbers"));
    }
    entry.begin = *wholeNumber(offsets[0]);
    entry.end = *wholeNumber(offsets[1]);
    const auto size = sizeOf(entry.tensor.shape, elementSize);
    if (entry.end < entry.begin || !size || *size != entry.end - entry.begin) {
        return wrong(Message::tr("has a shape and data_offsets that do not fit each other"));
    }
    return entry;
}

}  // namespace

const HostTensor* SafetensorsFile::find(const std::string& name) const
{
    const auto found =
        std::find_if(tensors.begin(), tensors.end(), [&](const HostTensor& tensor) { return tensor.name == name; });
    return found != tensors.end() ? &*found : nullptr;
}

Result<SafetensorsFile> decodeSafetensors(std::span<const std::byte> bytes, const std::string& source)
try {
    const auto refuse = [&](const Message& reason) {
        return fail(ErrorCode::Data, Message::tr("{}: is no valid safetensors file: {}", source, reason));
    };
    std::uint64_t headerSize = 0;
    if (bytes.size() < sizeof(headerSize)) {
        return refuse(Message::tr("it ends within its first 8 bytes"));
    }
    std::memcpy(&headerSize, bytes.data(), sizeof(headerSize));
    bytes = bytes.subspan(sizeof(headerSize));
    if (headerSize > bytes.size() || headerSize > kLargestHeader) {
        return refuse(Message::tr("its header is said to have {} bytes", headerSize));
    }
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), headerSize);
    const auto header = parseSortedJsonObject(text, source, kHeaderLimits);
    if (!header) {
        return fail(header.error().code == ErrorCode::Io ? ErrorCode::Io : ErrorCode::Data, header.error().message);
    }
    bytes = bytes.subspan(headerSize);

    SafetensorsFile file;
    std::vector<Entry> entries;
    for (const auto& [name, json] : header->items()) {
        if (name == "__metadata__") {
            if (!json.is_object()) {
                return refuse(Message::tr("its metadata is no object"));
            }
            for (const auto& [key, value] : json.items()) {
                if (!value.is_string()) {
                    return refuse(Message::tr("its metadata has something that is no text at '{}'", inSentence(key)));
                }
                file.metadata[key] = value.get<std::string>();
            }
            continue;
        }
        auto entry = entryOf(name, json);
        if (!entry) {
            return refuse(Message::tr("tensor '{}' {}", inSentence(name), entry.error()));
        }
        entries.push_back(std::move(*entry));
    }
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    std::uint64_t place = 0;
    for (Entry& entry : entries) {
        if (entry.begin != place || entry.end > bytes.size()) {
            return refuse(
                Message::tr("tensor '{}' does not begin where the one before it ends, or ends behind the file",
                            inSentence(entry.tensor.name)));
        }
        const auto values = bytes.subspan(entry.begin, entry.end - entry.begin);
        entry.tensor.bytes.assign(values.begin(), values.end());
        place = entry.end;
        file.tensors.push_back(std::move(entry.tensor));
    }
    if (place != bytes.size()) {
        return refuse(Message::tr("{} bytes follow the last tensor", bytes.size() - place));
    }
    return file;
} catch (const std::bad_alloc&) {
    return fail(ErrorCode::Io, Message::tr("{}: there is not enough memory for its tensors", source));
}

Result<SafetensorsFile> readSafetensors(const std::filesystem::path& path)
{
    const auto content = readFile(path, kLargestSafetensors);
    if (!content) {
        return passOn(content);
    }
    return decodeSafetensors(std::as_bytes(std::span(*content)), path.string());
}

}  // namespace normscope
