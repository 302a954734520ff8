#define NORMSCOPE_KERNEL_TABLE kPortableKernels
#include <normscope/kernels/ChannelKernelsImpl.h>
