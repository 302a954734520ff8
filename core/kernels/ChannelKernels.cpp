#include <normscope/kernels/ChannelKernels.h>

namespace normscope::kernels
{

// One for each level, in files built for it. Where the architecture is another, only the portable one is there.
extern const ChannelKernels kPortableKernels;
#if defined(__x86_64__)
extern const ChannelKernels kAvx2Kernels;
extern const ChannelKernels kAvx512Kernels;
#endif

const ChannelKernels& channelKernels(KernelLevel level)
{
#if defined(__x86_64__)
    switch (level) {
    case KernelLevel::Avx2:
        return kAvx2Kernels;
    case KernelLevel::Avx512:
        return kAvx512Kernels;
    case KernelLevel::Portable:
        break;
    }
#else
    (void)level;
#endif
    return kPortableKernels;
}

const ChannelKernels& channelKernels()
{
    return channelKernels(kernelLevel());
}

}  // namespace normscope::kernels
