#include <bit>
#include <cstring>

#include <normscope/base/FileIo.h>
#include <normscope/base/Json.h>
#include <normscope/experiment/Safetensors.h>

namespace normscope
{

static_assert(std::endian::native == std::endian::little, "safetensors are little-endian and so is every HostTensor");

std::vector<std::byte> encodeSafetensors(const std::vector<HostTensor>& tensors,
                                         const std::map<std::string, std::string>& metadata)
{
    Json header = Json::object();
    if (!metadata.empty()) {
        header["__metadata__"] = metadata;
    }
    std::size_t offset = 0;
    for (const HostTensor& tensor : tensors) {
        const std::size_t end = offset + tensor.bytes.size();
        header[tensor.name] = {{"dtype", tensor.type == HostTensor::Type::Int64 ? "I64" : "F32"},
                               {"shape", tensor.shape},
                               {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = jsonText(header);
    // Blanks behind the header are allowed; they align the numbers for readers that map the file.
    constexpr std::size_t kAlignment = 8;
    text.append((kAlignment - text.size() % kAlignment) % kAlignment, ' ');

    const std::uint64_t headerSize = text.size();
    std::vector<std::byte> file(sizeof(headerSize) + text.size());
    file.reserve(file.size() + offset);
    std::memcpy(file.data(), &headerSize, sizeof(headerSize));
    std::memcpy(file.data() + sizeof(headerSize), text.data(), text.size());
    for (const HostTensor& tensor : tensors) {
        file.insert(file.end(), tensor.bytes.begin(), tensor.bytes.end());
    }
    return file;
}

Status writeSafetensors(const std::filesystem::path& path, const std::vector<HostTensor>& tensors,
                        const std::map<std::string, std::string>& metadata)
{
    return writeFileAtomically(path, encodeSafetensors(tensors, metadata));
}

}  // namespace normscope
