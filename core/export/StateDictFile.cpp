#include <bit>
#include <limits>
#include <string_view>

#include <fmt/format.h>

#include <normscope/export/StateDictFile.h>
#include <normscope/export/ZipFile.h>

namespace normscope
{

namespace
{

static_assert(std::endian::native == std::endian::little, "the archive says that its numbers are little-endian");

/// Opcodes of Python's pickletools.
enum Opcode : char
{
    kProtocol = '\x80',
    kEmptyDict = '}',
    kMark = '(',
    kSetItems = 'u',
    kUnicode = 'X',
    kGlobal = 'c',
    kTuple = 't',
    kEmptyTuple = ')',
    kPersistentId = 'Q',
    kInt32 = 'J',
    kLong = '\x8a',
    kFalse = '\x89',
    kReduce = 'R',
    kStop = '.',
};

class Pickle
{
  public:
    Pickle& put(Opcode opcode)
    {
        m_bytes += static_cast<char>(opcode);
        return *this;
    }

    Pickle& putByte(int byte)
    {
        m_bytes += static_cast<char>(byte);
        return *this;
    }

    Pickle& text(std::string_view value)
    {
        put(kUnicode);
        little(value.size(), 4);
        m_bytes += value;
        return *this;
    }

    Pickle& global(std::string_view module, std::string_view name)
    {
        put(kGlobal);
        m_bytes += fmt::format("{}\n{}\n", module, name);
        return *this;
    }

    Pickle& integer(std::int64_t value)
    {
        if (value >= 0 && value <= std::numeric_limits<std::int32_t>::max()) {
            put(kInt32);
            little(static_cast<std::uint64_t>(value), 4);
        } else {
            put(kLong).putByte(8);
            little(static_cast<std::uint64_t>(value), 8);
        }
        return *this;
    }

    Pickle& integers(const std::vector<std::int64_t>& values)
    {
        put(kMark);
        for (const std::int64_t value : values) {
            integer(value);
        }
        return put(kTuple);
    }

    std::string take() { return std::move(m_bytes); }

  private:
    void little(std::uint64_t value, unsigned bytes)
    {
        for (unsigned i = 0; i < bytes; ++i) {
            m_bytes += static_cast<char>(static_cast<unsigned char>(value >> (8U * i)));
        }
    }

    std::string m_bytes;
};

/// How far apart neighbours of each dimension are in a row-major array.
std::vector<std::int64_t> stridesOf(const std::vector<std::int64_t>& shape)
{
    std::vector<std::int64_t> strides(shape.size(), 1);
    for (std::size_t i = shape.size(); i-- > 1;) {
        strides[i - 1] = strides[i] * shape[i];
    }
    return strides;
}

std::int64_t countOf(const std::vector<std::int64_t>& shape)
{
    std::int64_t count = 1;
    for (const std::int64_t extent : shape) {
        count *= extent;
    }
    return count;
}

/// torch._utils._rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, backward_hooks)
void putTensor(Pickle& pickle, const HostTensor& tensor, std::size_t number)
{
    const bool isInteger = tensor.type == HostTensor::Type::Int64;
    pickle.global("torch._utils", "_rebuild_tensor_v2").put(kMark);
    pickle.put(kMark).text("storage").global("torch", isInteger ? "LongStorage" : "FloatStorage");
    pickle.text(std::to_string(number)).text("cpu").integer(countOf(tensor.shape)).put(kTuple).put(kPersistentId);
    pickle.integer(0).integers(tensor.shape).integers(stridesOf(tensor.shape)).put(kFalse);
    pickle.global("collections", "OrderedDict").put(kEmptyTuple).put(kReduce);
    pickle.put(kTuple).put(kReduce);
}

}  // namespace

std::string pickleOfStateDict(const std::vector<HostTensor>& tensors)
{
    Pickle pickle;
    constexpr int kVersion = 2;
    pickle.put(kProtocol).putByte(kVersion).put(kEmptyDict).put(kMark);
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        pickle.text(tensors[i].name);
        putTensor(pickle, tensors[i], i);
    }
    return pickle.put(kSetItems).put(kStop).take();
}

Status writeStateDict(const std::filesystem::path& path, const std::vector<HostTensor>& tensors)
{
    auto archive = ZipWriter::create(path);
    if (!archive) {
        return passOn(archive);
    }
    const std::string pickle = pickleOfStateDict(tensors);
    // Text entries as PyTorch writes them: the version of the archive's layout, and who wrote the numbers.
    auto status = archive->add("archive/data.pkl", pickle, ZipMethod::Store);
    if (status) {
        status = archive->add("archive/byteorder", std::string_view("little"), ZipMethod::Store);
    }
    for (std::size_t i = 0; status && i < tensors.size(); ++i) {
        status = archive->add(fmt::format("archive/data/{}", i), tensors[i].bytes, ZipMethod::Store);
    }
    if (status) {
        status = archive->add("archive/version", std::string_view("3\n"), ZipMethod::Store);
    }
    return status ? archive->close() : status;
}

}  // namespace normscope
