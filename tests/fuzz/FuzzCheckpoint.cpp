#include <normscope/base/Digest.h>
#include <normscope/experiment/CheckpointFile.h>

#include "support/HostileFile.h"
#include "support/ScratchFolder.h"

using namespace normscope;

namespace
{

const RunPlan kPlan{100, "{}"};

/// Puts the checksum that the file has into its place, if it has one: no fuzzer finds a SHA-256.
void mendChecksum(std::string& file)
{
    constexpr std::string_view kKey = "\"sha256\":\"";
    constexpr std::size_t kLength = 64;
    const auto key = file.find(kKey);
    if (key == std::string::npos || key + kKey.size() + kLength > file.size()) {
        return;
    }
    const std::size_t place = key + kKey.size();
    file.replace(place, kLength, std::string(kLength, '0'));
    Digest digest(DigestKind::Sha256);
    digest.add({reinterpret_cast<const std::uint8_t*>(file.data()), file.size()});
    file.replace(place, kLength, digest.hex());
}

}  // namespace

/// Checkpoints behind their checksum, and the choice between the newest and the one before.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    const unsigned mode = input.byte();
    std::string file = (mode & 1U) != 0 ? std::string(input.rest()) : fuzz::asSafetensors(input.rest());
    fuzz::ScratchFolder folder;
    if ((mode & 2U) != 0) {
        folder.putFile("checkpoint.safetensors", file);
        mendChecksum(file);
        folder.putFile("checkpoint.previous.safetensors", file);
    } else {
        mendChecksum(file);
        folder.putFile("checkpoint.safetensors", file);
    }
    const auto stored = readCheckpoint(folder.path(), kPlan);
    if (!stored) {
        fuzz::require(stored.error().message.english().size() < 4000, "an error is a sentence");
        return 0;
    }
    fuzz::require(stored->has_value(), "a file that is there is read or refused");
    const Checkpoint& checkpoint = (*stored)->checkpoint;
    fuzz::require(checkpoint.iteration >= 0 && checkpoint.iteration <= kPlan.steps, "a step of this run");
    for (const std::int64_t count :
         {checkpoint.learner.samples, checkpoint.learner.correct, (*stored)->csv.tables[0]}) {
        fuzz::require(count >= 0 && count < std::int64_t{1} << 62U, "counts can be counted on from");
    }
    return 0;
}
