#include <normscope/experiment/Safetensors.h>
#include <normscope/experiment/SafetensorsFile.h>

#include "support/HostileFile.h"

using namespace normscope;

/// safetensors files, with a true length before the header or as the input has it. What is taken is the same when it
/// is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    const bool isWhole = (input.byte() & 1U) != 0;
    const std::string bytes = isWhole ? std::string(input.rest()) : fuzz::asSafetensors(input.rest());
    const auto file = decodeSafetensors(std::as_bytes(std::span(bytes)), "tensors");
    if (!file) {
        fuzz::require(file.error().message.english().size() < 4000, "an error is a sentence");
        return 0;
    }
    std::size_t total = 0;
    for (const HostTensor& tensor : file->tensors) {
        total += tensor.bytes.size();
    }
    fuzz::require(total <= bytes.size(), "no more bytes than the file has");
    const auto written = encodeSafetensors(file->tensors, file->metadata);
    const auto again = decodeSafetensors(written, "again");
    fuzz::require(again && again->tensors.size() == file->tensors.size() && again->metadata == file->metadata &&
                      encodeSafetensors(again->tensors, again->metadata) == written,
                  "what is written is what was read");
    return 0;
}
